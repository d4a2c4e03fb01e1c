import { takesFilmsOnly } from '#kernel/film.ts';
import { graphemes } from '#kernel/text.ts';
import { partOfPicture, partsOf } from '#kernel/thread.ts';

import type { Content, PostMedia } from '../post.ts';
import type { Outlet } from '../rendition.ts';
import { type Finding, finding } from './finding.ts';

const BITV = 'BITV 2.0, WCAG 1.1.1';
const FILE_NAME = /^[\w -]+\.(?:jpe?g|png|webp|avif|gif)$|^(?:IMG|DSC|DSCN|P|PXL|WhatsApp Image)[_ -]?\d[\w. -]*$/i;

interface About {
	readonly outlets: readonly Outlet[];
	readonly fileNames: ReadonlyMap<string, string>;
}

/** Every picture says in words what it shows, in as many words as each presence takes. */
export const altFindings = (content: Content, about: About): Finding[] => [
	...content.media.flatMap((media) => missing(content, media, about)),
	...content.renditions.flatMap(({ presenceId }) =>
		limits(
			content,
			about.outlets.find(({ id }) => id === presenceId),
		),
	),
];

const missing = ({ language }: Content, { mediaId, alt }: PostMedia, { fileNames }: About): Finding[] => {
	const said = (alt[language] ?? '').trim();
	const place = { severity: 'block', field: `media:${mediaId}`, paragraph: BITV } as const;
	if (said === '') return [finding({ rule: 'alt-missing', ...place })];
	const name = fileNames.get(mediaId) ?? '';
	const isName = FILE_NAME.test(said) || said === name || said === name.replace(/\.[^.]+$/, '');
	return isName ? [finding({ rule: 'alt-is-file-name', ...place, found: said })] : [];
};

/** A thread spreads its pictures over its parts. */
const mostInOnePost = ({ kind, media, details, text, renditions }: Content, { id, limits: able }: Outlet): number => {
	const parts = partsOf(renditions.find(({ presenceId }) => presenceId === id)?.text ?? text).length;
	if (kind !== 'thread' || !able?.threads || parts < 2) return media.length;
	const places = details?.kind === 'thread' ? details.pictures : undefined;
	const counts = new Map<number, number>();
	for (const { mediaId } of media) {
		const part = partOfPicture(places, mediaId, parts);
		counts.set(part, (counts.get(part) ?? 0) + 1);
	}
	return Math.max(0, ...counts.values());
};

const limits = (content: Content, outlet: Outlet | undefined): Finding[] => {
	const { media, language } = content;
	const most = outlet?.limits?.media;
	if (outlet === undefined || most === undefined) return [];
	const presence = { presenceId: outlet.id, severity: 'block' as const };
	const count = mostInOnePost(content, outlet);
	const tooMany = finding({
		rule: 'too-many-pictures',
		...presence,
		field: 'media',
		values: { presence: outlet.name, count, most: most.most },
	});
	const tooLong = media.flatMap(({ mediaId, alt }) => {
		const length = graphemes((alt[language] ?? '').trim());
		const values = { presence: outlet.name, over: length - most.altMost, most: most.altMost };
		return most.altMost > 0 && length > most.altMost
			? [finding({ rule: 'alt-too-long', ...presence, field: `media:${mediaId}`, values })]
			: [];
	});
	// Where only films go, pictures stay on the page of the house.
	const isOver = count > most.most && !takesFilmsOnly(outlet.limits ?? { media: most });
	return [...(isOver ? [tooMany] : []), ...tooLong];
};
