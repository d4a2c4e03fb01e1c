import { useTranslations } from 'use-intl';

import { listsOfPresenceEndpoint } from '#contract/outlets.ts';
import type { FilmList } from '#kernel/film-list.ts';

import { useQueryOf } from '../parts/asking.ts';
import { useSentence } from '../parts/failures.tsx';
import { Select } from '../parts/field.tsx';
import type { Outlet } from './shapes.ts';
import type { Draft } from './use-draft.ts';

type ListChoiceProps = Readonly<{ outlet: Outlet; name: string; draft: Draft }>;

/** The list of the account a film is put into, as the network names them now. One that was chosen stays chosen while nobody answers. */
export function ListChoice({ outlet, name, draft }: ListChoiceProps) {
	const say = useTranslations('editorial.list-choice');
	const sentence = useSentence();
	const query = useQueryOf(listsOfPresenceEndpoint, { id: outlet.id }, { enabled: outlet.lists });
	if (!outlet.lists) return null;
	const field = `list:${outlet.id}`;
	// NOTE: holds what the office sent or what this field put in.
	const chosen = (draft.fields[field] ?? null) as FilmList | null;
	const known = query.data?.items ?? [];
	const isKnown = chosen === null || known.some(({ id }) => id === chosen.id);
	const all = isKnown ? known : [chosen, ...known];
	const hint = query.error ? sentence(query.error.failure) : query.data?.items.length === 0 ? say('nothing') : '';
	return (
		<Select
			label={say('label', { name })}
			hint={hint}
			error={query.data && !isKnown ? say('gone') : undefined}
			value={chosen?.id ?? ''}
			empty={query.isLoading ? say('loading') : say('none')}
			onChange={(id) => draft.set(field, all.find((one) => one.id === id) ?? null)}
			options={all.map(({ id, title }) => ({ value: id, label: title }))}
		/>
	);
}
