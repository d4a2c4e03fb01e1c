import { diffWords } from './diff-words.ts';

type ChangesProps = Readonly<{ before: string; now: string }>;

/** A text with what was taken out and what was put in, word by word. */
export function WordChanges({ before, now }: ChangesProps) {
	return (
		<p className="ed-pre ed-diff">
			{diffWords(before, now).map(({ kind, text, key }) =>
				kind === 'same' ? (
					<span key={key}>{text}</span>
				) : kind === 'in' ? (
					<ins key={key}>{text}</ins>
				) : (
					<del key={key}>{text}</del>
				),
			)}
		</p>
	);
}
