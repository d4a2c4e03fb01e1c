/** @jsxImportSource hono/jsx */
import type { View } from './model.ts';
import { foreign } from './parts.tsx';

interface Props {
	readonly view: View;
	readonly title: string;
	readonly said: { readonly language: string; readonly paragraphs: readonly string[] };
	/** In the language of the page: what machines take as the transcript. */
	readonly isMain: boolean;
}

/** What is said, to read. */
export const Said = ({ view, title, said: { language, paragraphs }, isMain }: Props) => (
	<details class="said">
		<summary>{title}</summary>
		<div {...foreign(view, language)} itemprop={isMain ? 'transcript' : undefined}>
			{paragraphs.map((paragraph) => (
				<p key={paragraph}>{paragraph}</p>
			))}
		</div>
	</details>
);
