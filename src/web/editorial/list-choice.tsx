import { useTranslations } from 'use-intl';

import type { FilmList } from '#kernel/film-list.ts';

import { ListSelect } from '../channels/list-select.tsx';
import type { Outlet } from './shapes.ts';
import type { Draft } from './use-draft.ts';

type ListChoiceProps = Readonly<{ outlet: Outlet; name: string; draft: Draft }>;

/** The list of the account a film is put into. */
export function ListChoice({ outlet: { id, lists }, name, draft }: ListChoiceProps) {
	const say = useTranslations('editorial.list-choice');
	if (!lists) return null;
	const field = `list:${id}`;
	return (
		<ListSelect
			label={say('label', { name })}
			presenceId={id}
			// NOTE: holds what the office sent or what this field put in.
			value={(draft.fields[field] ?? null) as FilmList | null}
			onChange={(list) => draft.set(field, list)}
		/>
	);
}
