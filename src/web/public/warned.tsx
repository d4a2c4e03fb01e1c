/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';

import type { View } from './model.ts';
import { foreign } from './parts.tsx';

interface Props {
	readonly view: View;
	/** Null where nothing has to be said first. */
	readonly words: string | null;
	/** Of the words, where it is not the language of what they speak of. */
	readonly language?: string;
	readonly children: Child;
}

/** What readers are told first; they open the rest themselves. Works without JavaScript; on paper it stands open. */
export const Warned = ({ view, words, language, children }: Props) =>
	words === null ? (
		children
	) : (
		<details class="warned">
			<summary>
				<b>{view.say('warning.title')}</b>
				<span {...(language ? foreign(view, language) : {})}>{words}</span>
				<span class="hint open">{view.say('warning.open')}</span>
				<span class="hint shut">{view.say('warning.close')}</span>
			</summary>
			{children}
		</details>
	);
