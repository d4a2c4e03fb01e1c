import { useTranslations } from 'use-intl';

import type { ReplyControl } from '#kernel/reply-control.ts';

import { Field } from '../parts/field.tsx';
import type { Outlet } from './shapes.ts';
import type { Draft } from './use-draft.ts';

type ReplyProps = Readonly<{ outlet: Outlet; name: string; draft: Draft }>;

/** Who may answer there, by what that network offers; not asked where it offers nothing. */
export function ReplyField({ outlet: { id, replyControls }, name, draft }: ReplyProps) {
	const say = useTranslations('editorial.front');
	const field = `replies:${id}`;
	const said = draft.fields[field];
	const chosen = typeof said === 'string' ? (said as ReplyControl) : null; // NOTE: only this field and the office set it.
	if (replyControls.length === 0 && chosen === null) return null;
	const offered = new Set(chosen === null ? replyControls : [...replyControls, chosen]);
	return (
		<Field label={say('replies')}>
			{(ids) => (
				<select
					{...ids}
					className="inp"
					aria-label={say('replies-of', { name })}
					value={chosen ?? ''}
					onChange={({ target }) => draft.set(field, target.value === '' ? null : target.value)}
				>
					<option value="">{say('replies-everyone')}</option>
					{[...offered].map((value) => (
						<option key={value} value={value}>
							{say(`replies-${value}`)}
						</option>
					))}
				</select>
			)}
		</Field>
	);
}
