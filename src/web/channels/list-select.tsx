import { useTranslations } from 'use-intl';

import { listsOfPresenceEndpoint } from '#contract/outlets.ts';
import type { FilmList } from '#kernel/film-list.ts';

import { useQueryOf } from '../parts/asking.ts';
import { useSentence } from '../parts/failures.tsx';
import { Select } from '../parts/field.tsx';

type ListSelectProps = Readonly<{
	label: string;
	/** Stands there while the network has nothing to say. */
	hint?: string;
	presenceId: string;
	value: FilmList | null;
	onChange: (list: FilmList | null) => void;
}>;

/** The lists of an account a film can be put into, as the network names them now. One that was chosen stays chosen while nobody answers. */
export function ListSelect({ label, hint = '', presenceId, value, onChange }: ListSelectProps) {
	const say = useTranslations('editorial.list-choice');
	const sentence = useSentence();
	const query = useQueryOf(listsOfPresenceEndpoint, { id: presenceId });
	const known = query.data?.items ?? [];
	const isKnown = value === null || known.some(({ id }) => id === value.id);
	const all = isKnown ? known : [value, ...known];
	const said = query.error ? sentence(query.error.failure) : query.data?.items.length === 0 ? say('nothing') : hint;
	return (
		<Select
			label={label}
			hint={said}
			error={query.data && !isKnown ? say('gone') : undefined}
			value={value?.id ?? ''}
			empty={query.isLoading ? say('loading') : say('none')}
			onChange={(id) => onChange(all.find((one) => one.id === id) ?? null)}
			options={all.map(({ id, title }) => ({ value: id, label: title }))}
		/>
	);
}
