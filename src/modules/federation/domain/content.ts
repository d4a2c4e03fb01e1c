import { escapeHtml } from './note.ts';

/** A person or office named in a text, with the address it was found at. */
export interface Mention {
	/** `@name@host`, as it stands in the text. */
	readonly handle: string;
	readonly href: string;
}

export interface Written {
	readonly html: string;
	/** Without the sign, as typed, each once. */
	readonly hashtags: readonly string[];
}

/** Links, then handles, then hashtags: what stands first at a place wins. */
const PARTS =
	/https?:\/\/[^\s<>"]+|(?<![\w/@.])@[a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?@[a-z0-9.-]+\.[a-z]{2,}(?::\d+)?|(?<![\p{L}\p{N}_&/])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/giu;
const AT_END = /[.,;:!?)\]'"]+$/;

/** Handles in a text that could be looked up, each once. */
export const handlesIn = (text: string): readonly string[] => [
	...new Set([...text.matchAll(PARTS)].map(([part]) => part).filter((part) => part.startsWith('@'))),
];

/** Turns plain text into the small HTML that every server of the network shows: paragraphs, breaks, links, names, hashtags. */
export const writeHtml = (
	text: string,
	{ tagPage, mentions }: { readonly tagPage: (tag: string) => string; readonly mentions: readonly Mention[] },
): Written => {
	const hrefs = new Map(mentions.map(({ handle, href }) => [handle.toLowerCase(), href]));
	const hashtags = new Map<string, string>();
	const part = (found: string): string => {
		if (found.startsWith('#')) {
			const tag = found.slice(1);
			hashtags.set(tag.toLowerCase(), tag);
			return `<a href="${escapeHtml(tagPage(tag))}" class="mention hashtag" rel="tag">#<span>${escapeHtml(tag)}</span></a>`;
		}
		if (found.startsWith('@')) return mentionOf(found, hrefs.get(found.toLowerCase()));
		const end = AT_END.exec(found)?.[0] ?? '';
		return linkTo(found.slice(0, found.length - end.length)) + escapeHtml(end);
	};
	const line = (words: string): string => {
		let html = '';
		let from = 0;
		for (const match of words.matchAll(PARTS)) {
			html += escapeHtml(words.slice(from, match.index)) + part(match[0]);
			from = match.index + match[0].length;
		}
		return html + escapeHtml(words.slice(from));
	};
	const html = text
		.trim()
		.split(/\n{2,}/)
		.map((paragraph) => `<p>${paragraph.split('\n').map(line).join('<br>')}</p>`)
		.join('');
	return { html, hashtags: [...hashtags.values()] };
};

export const linkTo = (address: string): string =>
	`<a href="${escapeHtml(address)}" rel="nofollow noopener">${escapeHtml(address.replace(/^https?:\/\/(www\.)?/, ''))}</a>`;

const mentionOf = (handle: string, href: string | undefined): string => {
	if (href === undefined) return escapeHtml(handle);
	const name = handle.slice(1).split('@')[0] ?? '';
	return `<span class="h-card"><a href="${escapeHtml(href)}" class="u-url mention">@<span>${escapeHtml(name)}</span></a></span>`;
};
