import { z } from 'zod';

import { postKinds } from '#kernel/post-kind.ts';
import { ChannelName } from './channels.ts';
import { VerdictShape } from './editorial-findings.ts';
import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';
import { OutletShape } from './outlets.ts';
import { AltText, FrozenPictureShape, LanguageTag, MediaShape, PictureOfLibrary } from './pictures.ts';
import {
	DetailsShape,
	DocumentOfPost,
	FilmListShape,
	QuotePolicyName,
	ReplyControlName,
	WallShape,
	WarningShape,
} from './post-details.ts';

export const PostStateName = z.enum(['draft', 'in-approval', 'approved', 'scheduled', 'published', 'withdrawn']);
export const PostKindName = z.enum(postKinds);
export const CorrectionName = z.enum(['draft', 'in-approval', 'approved']);
export const ById = z.object({ id: IdText, name: z.string() });

/** Topics an authority speaks about; a post has at most one. */
export const topics = [
	'Rathaus',
	'Verkehr',
	'Bauen und Wohnen',
	'Bildung',
	'Familie',
	'Gesundheit',
	'Kultur',
	'Sicherheit',
	'Soziales',
	'Umwelt',
	'Wahlen',
	'Wirtschaft',
] as const;

export const Title = z.string().max(300);
export const Words = z.string().max(50_000);
const Topic = z.string().trim().min(1).max(60).nullable();
/** Languages offered for further versions; plain words first. */
export const translationTags = ['de-simple', 'en', 'tr', 'uk', 'ar', 'ru', 'pl', 'ro', 'fa', 'fr', 'es', 'it'] as const;
const TranslationShape = z.object({ language: LanguageTag, title: Title, text: Words });
export const Translations = z.array(TranslationShape).max(12);
/** Each once, in the order in which they were named first. */
const Ids = z
	.array(IdText)
	.max(50)
	.overwrite((ids) => [...new Set(ids)]);

export const ContentShape = z.object({
	title: z.string(),
	text: z.string(),
	kind: PostKindName,
	topic: z.string().nullable(),
	language: z.string(),
	renditions: z.array(
		z.object({
			presenceId: IdText,
			text: z.string().nullable(),
			translation: LanguageTag.exactOptional(),
			leadsBack: z.boolean().exactOptional(),
			/** Who may answer there; absent: everybody. */
			replyControl: ReplyControlName.exactOptional(),
			list: FilmListShape.exactOptional(),
		}),
	),
	media: z.array(z.object({ mediaId: IdText, alt: AltText })),
	details: DetailsShape.nullable(),
	translations: Translations.default([]),
	warning: WarningShape.nullable().default(null),
	quotes: QuotePolicyName.nullable().default(null),
	document: DocumentOfPost.nullable().default(null),
});

export const FrozenShape = z.object({
	title: z.string(),
	slug: z.string(),
	link: z.string(),
	language: z.string(),
	kind: PostKindName,
	topic: z.string().nullable(),
	correction: z.string().nullable(),
	details: DetailsShape.exactOptional(),
	translations: Translations.exactOptional(),
	warning: WarningShape.exactOptional(),
	renditions: z.array(
		z.object({
			presence: IdText,
			channel: ChannelName,
			name: z.string(),
			/** Made for practice. */
			practice: z.literal(true).exactOptional(),
			/** Where it speaks another language than the original. */
			language: z.string().exactOptional(),
			text: z.string(),
			link: z.string().nullable(),
			media: z.array(FrozenPictureShape),
			/** What is said before it there, and what the network is told of its pictures. */
			warning: WarningShape.pick({ words: true, graphic: true }).exactOptional(),
			quotes: QuotePolicyName.exactOptional(),
			replyControl: ReplyControlName.exactOptional(),
			/** The list of the account its film is put into. */
			list: FilmListShape.exactOptional(),
			document: z
				.object({ id: IdText, title: z.string(), name: z.string(), bytes: z.number(), sha256: z.string() })
				.exactOptional(),
			/** The posts of a thread, each with the places of its pictures in `media`; the first carries the link. */
			parts: z.array(z.object({ text: z.string(), media: z.array(z.number()) })).exactOptional(),
		}),
	),
});

const PostCore = z.object({
	id: IdText,
	unitId: IdText,
	state: PostStateName,
	correction: CorrectionName.nullable(),
	title: z.string(),
	kind: PostKindName,
	topic: z.string().nullable(),
	language: z.string(),
	author: ById,
	dueAt: Moment.nullable(),
	askedAt: Moment.nullable(),
	publishedAt: Moment.nullable(),
	changedAt: Moment,
});

export const PostRowShape = PostCore.extend({ presenceIds: z.array(IdText) });

export const PostShape = PostCore.extend({
	text: z.string(),
	renditions: ContentShape.shape.renditions,
	/** Own descriptions, and those of the library that stand where there is none. */
	media: z.array(MediaShape.extend({ alt: AltText, library: PictureOfLibrary })),
	details: DetailsShape.nullable(),
	translations: Translations,
	warning: WarningShape.nullable(),
	quotes: QuotePolicyName.nullable(),
	document: DocumentOfPost.extend({ name: z.string(), bytes: z.number() }).nullable(),
	versions: z.record(z.string(), z.object({ v: z.number(), by: z.string(), at: z.string() })),
	revision: z.number(),
	correctionReason: z.string().nullable(),
	link: z.string(),
	/** How its copies lead back to the house: the same, or the short address. */
	copyLink: z.string(),
	wall: WallShape.nullable(),
	contentHash: z.string().nullable(),
	publishedHash: z.string().nullable(),
	withdrawnAt: Moment.nullable(),
	withdrawnNote: z.string().nullable(),
	outlets: z.array(OutletShape),
	editors: z.array(ById),
	/** What approval was asked for, or what is out: exactly as it goes out. */
	frozen: FrozenShape.nullable(),
	published: FrozenShape.nullable(),
	verdict: VerdictShape.nullable(),
	approvals: z.array(
		z.object({
			person: ById,
			contentHash: z.string(),
			at: Moment,
			voidAt: Moment.nullable(),
			voidReason: z.string().nullable(),
		}),
	),
	/** Who is asked now, or would be. */
	approvers: z.array(z.object({ id: IdText, name: z.string(), standsIn: z.boolean() })),
	steps: z.array(
		z.object({ id: IdText, at: Moment, by: ById, what: z.string(), detail: z.record(z.string(), z.unknown()) }),
	),
	revisions: z.array(z.object({ number: z.number(), at: Moment, by: ById, fields: z.array(z.string()) })),
	may: z.object({ write: z.boolean(), approve: z.boolean(), schedule: z.boolean(), withdraw: z.boolean() }),
});

export const Id = z.object({ id: IdText });

export const listPostsEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts',
	allow: 'post.read',
	summary: 'Lists posts, newest first; scheduled ones by the time they go out.',
	input: PageQuery.extend({
		tray: PostStateName.optional(),
		unitId: IdText.optional(),
		topic: z.string().max(60).optional(),
		mine: z.stringbool().optional(),
		q: z.string().trim().max(100).optional(),
	}),
	output: pageOf(PostRowShape),
});

export const waitingPostsEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/waiting',
	allow: 'post.read',
	summary: 'Posts that wait for the approval of whoever asks, longest waiting first.',
	input: Nothing,
	output: z.object({ items: z.array(PostRowShape), more: z.boolean() }),
});

export const outgoingPostsEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/outgoing',
	allow: 'post.read',
	summary: 'Posts that go out between two moments, in order.',
	input: z.object({ from: Moment, until: Moment }),
	output: z.object({ items: z.array(PostRowShape), more: z.boolean() }),
});

export const readPostEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/:id',
	allow: 'post.read',
	summary: 'One post with its renditions, approvals and history.',
	input: Id,
	output: PostShape,
});

export const readRevisionEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/:id/revisions/:number',
	allow: 'post.read',
	summary: 'The content of one entry of the history, and of the entry before it.',
	input: Id.extend({ number: z.coerce.number().int().min(1) }),
	output: z.object({ content: ContentShape, before: ContentShape.nullable() }),
});

export const createPostEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts',
	allow: 'post.write',
	creates: true,
	summary: 'Begins a draft.',
	input: z.object({
		unitId: IdText,
		title: Title.default(''),
		text: Words.default(''),
		language: LanguageTag.default('de'),
		/** A template it begins with; what it says itself goes before. */
		templateId: IdText.optional(),
	}),
	output: Id,
});

const changeOf = <T extends z.ZodType>(value: T) => z.object({ base: z.number().int().min(0), value });

export const savePostEndpoint = endpoint({
	method: 'PATCH',
	path: '/api/posts/:id',
	allow: 'post.write',
	summary: 'Saves changed fields of a draft; each names the version of the field that was read.',
	input: Id.extend({
		title: changeOf(Title).optional(),
		text: changeOf(Words).optional(),
		kind: changeOf(PostKindName).optional(),
		topic: changeOf(Topic).optional(),
		language: changeOf(LanguageTag).optional(),
		details: changeOf(DetailsShape.nullable()).optional(),
		translations: changeOf(Translations).optional(),
		warning: changeOf(WarningShape.nullable()).optional(),
		quotes: changeOf(QuotePolicyName.nullable()).optional(),
		document: changeOf(DocumentOfPost.nullable()).optional(),
		presences: changeOf(Ids).optional(),
		renditions: z.record(IdText, changeOf(Words.nullable())).optional(),
		renditionLanguages: z.record(IdText, changeOf(LanguageTag.nullable())).optional(),
		renditionLinks: z.record(IdText, changeOf(z.boolean().nullable())).optional(),
		/** Who may answer each; null: everybody. */
		replyControls: z.record(IdText, changeOf(ReplyControlName.nullable())).optional(),
		renditionLists: z.record(IdText, changeOf(FilmListShape.nullable())).optional(),
		media: changeOf(Ids).optional(),
		alts: z.record(IdText, changeOf(AltText)).optional(),
	}),
	output: z.object({ state: PostStateName, revision: z.number(), versions: PostShape.shape.versions }),
});
