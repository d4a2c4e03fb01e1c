import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import { diffWords } from './diff-words.ts';
import type { differencesOf } from './differences.ts';

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
			<p className="ed-pre ed-diff">
				{diffWords(house, own).map(({ kind, text, key }) =>
					kind === 'same' ? (
						<span key={key}>{text}</span>
					) : kind === 'in' ? (
						<ins key={key}>{text}</ins>
					) : (
						<del key={key}>{text}</del>
					),
				)}
			</p>
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
