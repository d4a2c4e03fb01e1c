/** @jsxImportSource hono/jsx */
import { documentAddress } from '#kernel/document.ts';
import { megabytesOf } from '#kernel/megabyte.ts';

import { Icon } from './icon.tsx';
import type { PageDocument, View } from './model.ts';

interface Props {
	readonly view: View;
	readonly document: PageDocument | null;
}

/** The document of a page to take along: what it is, of what kind and how large, before one loads it. */
export const DocumentLink = ({ view: { say }, document }: Props) => {
	if (document === null) return null;
	const megabytes = megabytesOf(document.bytes).toLocaleString(say.language);
	return (
		<p class="doc">
			<Icon name="file" />
			<a href={documentAddress('', document.hash)} download={document.fileName}>
				{say('document.load', { title: document.title, megabytes })}
			</a>
		</p>
	);
};
