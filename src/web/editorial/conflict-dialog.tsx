import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { Conflict } from './draft-fields.ts';
import type { PostView } from './shapes.ts';
import type { Draft } from './use-draft.ts';

type ConflictProps = Readonly<{ post: PostView; draft: Draft; conflict: Conflict }>;

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 1));

/** Two people changed the same field: both versions beside each other, and a person decides. */
export function ConflictDialog({ post, draft, conflict }: ConflictProps) {
	const say = useTranslations('editorial.conflict');
	const name = nameOf(post, conflict.by) ?? say('somebody');
	const acts = (
		<>
			<Button onPress={() => draft.resolve(conflict, 'theirs')}>{say('take', { name })}</Button>
			<Button kind="main" onPress={() => draft.resolve(conflict, 'mine')}>
				{say('keep')}
			</Button>
		</>
	);
	return (
		<Dialog wide title={say('title', { name })} onClose={() => draft.resolve(conflict, 'theirs')} acts={acts}>
			<p>{say('text')}</p>
			<div className="two">
				<section>
					<span className="lab">{say('theirs', { name })}</span>
					<div className="ed">{shown(conflict.value)}</div>
				</section>
				<section>
					<span className="lab">{say('mine')}</span>
					<div className="ed">{shown(draft.fields[conflict.field])}</div>
				</section>
			</div>
		</Dialog>
	);
}

export const nameOf = ({ author, editors, revisions }: PostView, id: string): string | undefined =>
	[author, ...editors, ...revisions.map(({ by }) => by)].find((person) => person.id === id)?.name;
