import { type Focus, fromMiddle } from '#kernel/crop.ts';
import type { Json, JsonObject } from '#kernel/json.ts';

import type { ActorAddresses } from './addresses.ts';
import type { Addressing } from './audience.ts';
import { linkTo, type Mention, type Written } from './content.ts';
import { escapeHtml } from './note.ts';

const AS = 'https://www.w3.org/ns/activitystreams';

/** SPEC: the words beyond ActivityStreams that Mastodon and its kin read, each with where it is defined. */
const WORDS: JsonObject = {
	toot: 'http://joinmastodon.org/ns#',
	schema: 'http://schema.org#',
	sensitive: 'as:sensitive',
	Hashtag: 'as:Hashtag',
	manuallyApprovesFollowers: 'as:manuallyApprovesFollowers',
	PropertyValue: 'schema:PropertyValue',
	value: 'schema:value',
	discoverable: 'toot:discoverable',
	indexable: 'toot:indexable',
	featured: { '@id': 'toot:featured', '@type': '@id' },
	blurhash: 'toot:blurhash',
	focalPoint: { '@container': '@list', '@id': 'toot:focalPoint' },
	gts: 'https://gotosocial.org/ns#',
	interactionPolicy: { '@id': 'gts:interactionPolicy', '@type': '@id' },
	canQuote: { '@id': 'gts:canQuote', '@type': '@id' },
	automaticApproval: { '@id': 'gts:automaticApproval', '@type': '@id' },
	interactingObject: { '@id': 'gts:interactingObject', '@type': '@id' },
	interactionTarget: { '@id': 'gts:interactionTarget', '@type': '@id' },
	QuoteRequest: 'https://w3id.org/fep/044f#QuoteRequest',
	QuoteAuthorization: 'https://w3id.org/fep/044f#QuoteAuthorization',
};

export const OBJECT_CONTEXT: Json = [AS, WORDS];
const ACTOR_CONTEXT: Json = [
	AS,
	'https://w3id.org/security/v1',
	'https://w3id.org/security/data-integrity/v1',
	'https://w3id.org/security/multikey/v1',
	WORDS,
];

export interface ActorFacts {
	readonly addresses: ActorAddresses;
	readonly type: 'Organization' | 'Application';
	readonly handle: string;
	readonly name: string;
	readonly summary: string;
	/** The page people see. */
	readonly page: string;
	readonly sharedInbox: string;
	readonly publishedAt: string;
	/** Shown on the profile; addresses become links that say `rel=me`. */
	readonly fields: readonly { readonly name: string; readonly value: string }[];
	readonly picture: string | null;
	readonly publicKeyPem: string;
	readonly multikey: string;
}

/** The actor as other servers read it. */
export const actorDocument = ({ addresses, ...facts }: ActorFacts): JsonObject => ({
	'@context': ACTOR_CONTEXT,
	id: addresses.id,
	type: facts.type,
	preferredUsername: facts.handle,
	name: facts.name,
	summary: facts.summary === '' ? '' : `<p>${escapeHtml(facts.summary)}</p>`,
	url: facts.page,
	inbox: addresses.inbox,
	outbox: addresses.outbox,
	followers: addresses.followers,
	following: addresses.following,
	featured: addresses.featured,
	endpoints: { sharedInbox: facts.sharedInbox },
	published: facts.publishedAt,
	discoverable: facts.type === 'Organization',
	indexable: facts.type === 'Organization',
	manuallyApprovesFollowers: false,
	attachment: facts.fields.map(({ name, value }) => ({ type: 'PropertyValue', name, value: fieldHtml(value) })),
	...(facts.picture === null ? {} : { icon: { type: 'Image', mediaType: 'image/png', url: facts.picture } }),
	publicKey: { id: addresses.key, type: 'CryptographicKey', owner: addresses.id, publicKeyPem: facts.publicKeyPem },
	assertionMethod: [
		{ id: addresses.multikey, type: 'Multikey', controller: addresses.id, publicKeyMultibase: facts.multikey },
	],
});

const fieldHtml = (value: string): string =>
	/^https?:\/\//.test(value)
		? linkTo(value).replace('rel="nofollow noopener"', 'rel="me nofollow noopener"')
		: escapeHtml(value);

export interface PictureFacts {
	readonly url: string;
	readonly mime: string;
	readonly alt: string;
	readonly width: number;
	readonly height: number;
	readonly blurhash: string;
	/** Absent where the middle will do. */
	readonly focus?: Focus;
}

export interface FilmOfStatement {
	readonly url: string;
	readonly mime: string;
	readonly alt: string;
	readonly width: number;
	readonly height: number;
	readonly seconds: number;
}

export interface StatementFacts {
	readonly id: string;
	readonly author: string;
	readonly page: string;
	readonly title: string;
	readonly long: boolean;
	readonly language: string;
	readonly written: Written;
	readonly tagPage: (tag: string) => string;
	readonly mentions: readonly Mention[];
	readonly pictures: readonly PictureFacts[];
	readonly films: readonly FilmOfStatement[];
	readonly addressing: Addressing;
	readonly publishedAt: string;
	readonly updatedAt: string | null;
	readonly inReplyTo: string | null;
	/** Said before the rest, which is folded. */
	readonly warning: string | null;
	/** Who may quote it without asking. */
	readonly quotableBy: string;
}

/** A statement of ours: a Note, or an Article with its title where it is long. Without `@context`; activities add it. */
export const statementDocument = (facts: StatementFacts): JsonObject => ({
	id: facts.id,
	type: facts.long ? 'Article' : 'Note',
	attributedTo: facts.author,
	...(facts.long ? { name: facts.title } : {}),
	content: facts.written.html,
	contentMap: { [facts.language]: facts.written.html },
	url: facts.page,
	...addressed(facts.addressing),
	published: facts.publishedAt,
	...(facts.updatedAt === null ? {} : { updated: facts.updatedAt }),
	...(facts.inReplyTo === null ? {} : { inReplyTo: facts.inReplyTo }),
	...(facts.warning === null ? {} : { summary: escapeHtml(facts.warning) }),
	sensitive: facts.warning !== null,
	// SPEC: FEP-044f; the author alone means nobody.
	interactionPolicy: { canQuote: { automaticApproval: [facts.quotableBy] } },
	attachment: [
		...facts.films.map(filmAttachment),
		...facts.pictures.map(({ url, mime, alt, width, height, blurhash, focus }) => ({
			type: 'Image',
			mediaType: mime,
			url,
			name: alt,
			width,
			height,
			blurhash,
			...(focus ? { focalPoint: [...fromMiddle(focus)] } : {}),
		})),
	],
	tag: [
		...facts.written.hashtags.map((tag) => ({ type: 'Hashtag', name: `#${tag}`, href: facts.tagPage(tag) })),
		...facts.mentions.map(({ handle, href }) => ({ type: 'Mention', name: handle, href })),
	],
});

/** SPEC: Activity Vocabulary, Video and Audio; `duration` as in XML Schema. */
const filmAttachment = ({ url, mime, alt, width, height, seconds }: FilmOfStatement): JsonObject => ({
	...(mime.startsWith('audio/')
		? { type: 'Audio', mediaType: mime, url, name: alt }
		: { type: 'Video', mediaType: mime, url, name: alt, width, height }),
	duration: `PT${seconds}S`,
});

const addressed = ({ to, cc }: Addressing): JsonObject => ({ to: [...to], cc: [...cc] });

/** What stands in the place of an object that was taken back. */
export const tombstone = (id: string, formerType: string, deletedAt: string): JsonObject => ({
	id,
	type: 'Tombstone',
	formerType,
	deleted: deletedAt,
});

export interface ActivityFacts {
	readonly id: string;
	readonly type: 'Create' | 'Update' | 'Delete' | 'Announce' | 'Accept' | 'Reject' | 'Undo' | 'Block' | 'Flag';
	readonly actor: string;
	readonly object: Json;
	readonly addressing: Addressing | null;
	readonly publishedAt: string;
	/** What a report says. */
	readonly content?: string | undefined;
	/** What came of what is accepted. */
	readonly result?: string | undefined;
}

export const activityDocument = ({
	id,
	type,
	actor,
	object,
	addressing,
	publishedAt,
	content,
	result,
}: ActivityFacts): JsonObject => ({
	'@context': OBJECT_CONTEXT,
	id,
	type,
	actor,
	object,
	published: publishedAt,
	...(content === undefined ? {} : { content }),
	...(result === undefined ? {} : { result }),
	...(addressing === null ? {} : addressed(addressing)),
});

export interface StampFacts {
	readonly id: string;
	readonly author: string;
	/** The post that quotes, and ours. */
	readonly quoting: string;
	readonly target: string;
}

/** SPEC: FEP-044f: that we allow this one post to quote that one of ours. */
export const stampDocument = ({ id, author, quoting, target }: StampFacts): JsonObject => ({
	'@context': OBJECT_CONTEXT,
	...{ id, type: 'QuoteAuthorization', attributedTo: author },
	...{ interactingObject: quoting, interactionTarget: target },
});

/** A collection that shows nothing but its size: who follows is nobody's business. */
export const numberOnly = (id: string, totalItems: number): JsonObject => ({
	'@context': AS,
	id,
	type: 'OrderedCollection',
	totalItems,
});

export const emptyCollection = (id: string): JsonObject => ({ ...numberOnly(id, 0), orderedItems: [] });
