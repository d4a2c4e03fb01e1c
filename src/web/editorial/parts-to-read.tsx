import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

type PartsProps = Readonly<{
	parts: readonly string[];
	/** What goes with a part, above its words. */
	above?: (at: number) => ReactNode;
}>;

/** The posts of a thread, one after the other, each with its number. */
export function PartsToRead({ parts, above }: PartsProps) {
	const say = useTranslations('editorial.thread');
	const posts = parts.map((text, at) => ({ text, at, label: say('part', { number: at + 1, of: parts.length }) }));
	return (
		<ol className="thread-read">
			{posts.map(({ text, at, label }) => (
				<li key={label}>
					<div className="hint">{label}</div>
					{above?.(at)}
					<p className="ed-pre">{text}</p>
				</li>
			))}
		</ol>
	);
}
