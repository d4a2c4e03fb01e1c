import { optionsOf } from '#kernel/post-kind.ts';
import { type Instant, instantOf, plus } from '#kernel/time.ts';
import type { About, ChannelKind } from '#modules/channels/index.ts';
import type { DeliveryOrder, StoredDocument, StoredFilm, StoredRendition } from '#modules/delivery/index.ts';

import type { FrozenDocument } from './domain/document.ts';
import type { Frozen, FrozenRendition } from './domain/frozen.ts';
import type { FrozenFilm } from './domain/frozen-media.ts';
import { NEWSROOM } from './domain/rendition.ts';

interface OrderInput {
	readonly frozen: Frozen;
	readonly contentHash: string;
	readonly dueAt: Instant;
}

/** The orders for all renditions, newsroom first; every other copy waits until the page stands. */
export const publishOrders = (input: OrderInput): readonly DeliveryOrder[] =>
	input.frozen.renditions.flatMap((rendition) =>
		Array.from({ length: partsIn(rendition) }, (_, at) =>
			orderFor(rendition, { operation: 'publish', number: at + 1 }, input),
		),
	);

/** How many posts it goes out as. */
export const partsIn = ({ parts }: FrozenRendition): number => parts?.length ?? 1;

interface Ordered {
	readonly operation: DeliveryOrder['operation'];
	/** Which post of it, counted from one. */
	readonly number: number;
}

/** The order for one post of a rendition: the whole of it, or one part of a thread. */
export const orderFor = (
	rendition: FrozenRendition,
	{ operation, number }: Ordered,
	{ frozen, contentHash, dueAt }: OrderInput,
): DeliveryOrder => ({
	source: 'editorial',
	subject: frozen.post,
	unitId: frozen.unit,
	presenceId: rendition.presence,
	channel: rendition.channel as ChannelKind, // NOTE: frozen from a presence whose channel is one of these.
	operation,
	dueAt,
	...(rendition.channel === NEWSROOM || operation === 'withdraw' ? {} : { holdFor: 'newsroom' as const }),
	rendition: toStored(onlyPart(rendition, number), { frozen, contentHash, dueAt: plus(dueAt, number - 1) }),
	contentHash,
	part: { number, of: Math.max(number, partsIn(rendition)) },
});

/** Only the first part leads back to the house. */
const onlyPart = (rendition: FrozenRendition, number: number): FrozenRendition => {
	const part = rendition.parts?.[number - 1];
	if (part === undefined) return rendition;
	const media = part.media.flatMap((at) => rendition.media[at] ?? []);
	return { ...rendition, text: part.text, media, link: number === 1 ? rendition.link : null };
};

const toStored = (rendition: FrozenRendition, { frozen, contentHash, dueAt }: OrderInput): StoredRendition => ({
	title: frozen.title,
	text: rendition.text,
	language: rendition.language ?? frozen.language,
	...(rendition.link === null ? {} : { link: rendition.link }),
	media: rendition.media.map(({ sha256, name, ...rest }) => ({
		file: sha256,
		fileName: fileName(name, rest.mime),
		mime: rest.mime,
		alt: rest.alt,
		width: rest.width,
		height: rest.height,
		...(rest.credit === undefined ? {} : { credit: rest.credit }),
		...(rest.focus === undefined ? {} : { focus: { x: rest.focus.x, y: rest.focus.y } }),
		...(rest.film === undefined ? {} : { film: toStoredFilm(rest.film) }),
	})),
	...pollOf(rendition, frozen),
	...(rendition.warning === undefined ? {} : { warning: rendition.warning }),
	...(rendition.quotes === undefined ? {} : { quotes: rendition.quotes }),
	...(rendition.replyControl === undefined ? {} : { replyControl: rendition.replyControl }),
	...(rendition.list === undefined ? {} : { list: { id: rendition.list.id, title: rendition.list.title } }),
	...(rendition.document === undefined ? {} : { document: toStoredDocument(rendition.document) }),
	visibility: 'public',
	practice: rendition.practice ?? false,
	createdAt: dueAt,
	about: {
		postId: frozen.post,
		unitId: frozen.unit,
		...shownAs(frozen),
		topic: frozen.topic,
		slug: frozen.slug,
		contentHash,
		...(frozen.correction === null ? {} : { correction: frozen.correction }),
		...(frozen.translations === undefined ? {} : { translations: frozen.translations }),
	},
});

/** The page of the house shows a thread as what it is to a reader: one article. */
const shownAs = ({ kind, details }: Frozen): Pick<About, 'kind' | 'details'> =>
	kind === 'thread' ? { kind: 'news' } : { kind, ...(details === undefined ? {} : { details }) };

const toStoredFilm = ({ ms, bytes, audio, poster, captions, silent, transcript }: FrozenFilm): StoredFilm => ({
	...{ ms, bytes, audio, silent },
	...(transcript ? { transcript } : {}),
	poster: { file: poster.sha256, mime: poster.mime, width: poster.width, height: poster.height },
	captions: captions.map(({ language, sha256 }) => ({ language, file: sha256 })),
});

const toStoredDocument = ({ sha256: file, bytes: size, name, title }: FrozenDocument): StoredDocument => ({
	...{ file, size, title, fileName: name },
});

const pollOf = ({ poll }: FrozenRendition, { details }: Frozen): Pick<StoredRendition, 'poll'> => {
	const closesAt = details?.kind === 'poll' && details.closes !== null ? instantOf(details.closes) : null;
	if (!poll || details?.kind !== 'poll' || closesAt === null) return {};
	return { poll: { options: optionsOf(details), many: details.many, closesAt } };
};

const ENDINGS: Readonly<Record<string, string>> = {
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'video/mp4': 'mp4',
	'video/webm': 'webm',
	'audio/mpeg': 'mp3',
	'audio/mp4': 'm4a',
	'audio/ogg': 'opus',
};
const fileName = (name: string, mime: string): string => `${name.replace(/\.[^.]*$/, '')}.${ENDINGS[mime] ?? 'bin'}`;
