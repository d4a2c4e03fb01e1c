import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import type { differencesOf } from './differences.ts';
import { WordChanges } from './word-changes.tsx';

type NoteProps = Readonly<{
	name: string;
	house: string;
	own: string;
	found: ReturnType<typeof differencesOf>;
	onAlign: () => void;
	/** Absent where there is no other rendition to give it to. */
	onGive?: (() => void) | undefined;
}>;

/** What a rendition says differently from the statement, word by word, and the two ways to make them one again. */
export function DifferenceNote({ name, house, own, found, onAlign, onGive }: NoteProps) {
	const say = useTranslations('editorial.renditions');
	const { came, went } = found;
	return (
		<details className="ed-differs">
			<summary>
				{came + went === 0 ? say('differs-not') : say('differs', { came, went })}
				<span className="sr">, {name}</span>
			</summary>
			<WordChanges before={house} now={own} />
			<div className="acts">
				<Button small icon="refresh-cw" onPress={onAlign}>
					{say('take-house')}
				</Button>
				{onGive && (
					<Button small icon="forward" onPress={onGive}>
						{say('give-others')}
					</Button>
				)}
			</div>
		</details>
	);
}
