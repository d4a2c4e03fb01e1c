import { z } from 'zod';

import { MOST_CUES } from '#kernel/captions.ts';
import { shapes } from '#kernel/crop.ts';
import { consents, licences } from '#kernel/media-rights.ts';

import { ChannelName } from './channels.ts';
import { ById, Id, PostStateName } from './editorial.ts';
import { endpoint, IdText, Moment, PageQuery, pageOf } from './endpoint.ts';
import { AltText, LanguageTag, MediaShape, PictureOfLibrary } from './pictures.ts';

const Line = (most: number) => z.string().trim().max(most);
const Day = z.iso.date();
/** One caption: from when until when, in milliseconds, and its words. */
const CueShape = z.object({
	from: z.number().int().min(0).max(86_400_000),
	until: z.number().int().min(0).max(86_400_000),
	text: z.string().max(1000),
});
const FolderName = z.string().trim().min(1).max(80);

/** What a search of the library is narrowed to. */
export const libraryViews = ['expiring', 'without-alt', 'without-rights', 'unused'] as const;
export type LibraryView = (typeof libraryViews)[number];

export const FocusShape = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) });
export const CropsShape = z.partialRecord(ChannelName, z.enum(shapes));

/** Everything a person says about a picture. */
export const LibraryFactsShape = z.object({
	title: Line(200),
	alt: AltText,
	author: Line(200),
	sourceUrl: z
		.url({ protocol: /^https?$/ })
		.max(1000)
		.nullable(),
	licence: z.enum(licences),
	licenceText: Line(500),
	consent: z.enum(consents),
	consentReference: Line(500),
	consentOn: Day.nullable(),
	expiresOn: Day.nullable(),
	keywords: z.array(z.string().trim().min(1).max(60)).max(30),
	focus: FocusShape,
	crops: CropsShape,
	posterId: IdText.nullable(),
	silent: AltText,
	transcript: z.record(LanguageTag, z.string().max(100_000)),
});

const LibraryRowShape = MediaShape.extend({
	unitId: IdText,
	folderId: IdText.nullable(),
	title: z.string(),
	/** In the authority's language, or the first there is; empty where nobody described it. */
	alt: z.string(),
	/** What a post takes over with it. */
	library: PictureOfLibrary,
	/** What keeps it out of a post, or will soon. */
	lacks: z.array(z.enum(['alt', 'rights', 'consent', 'expired', 'expires'])),
	expiresOn: z.string().nullable(),
	usedBy: z.number(),
	uploadedAt: Moment,
});

export const listLibraryEndpoint = endpoint({
	method: 'GET',
	path: '/api/library',
	allow: 'post.read',
	summary: 'Pictures of the library, newest first; expiring ones by their last day.',
	input: PageQuery.extend({
		unitId: IdText.optional(),
		folderId: IdText.optional(),
		licence: z.enum(licences).optional(),
		/** `due`: what somebody has to see to, because it ends soon or has ended while a post shows it. */
		view: z.enum([...libraryViews, 'due']).optional(),
		q: z.string().trim().max(100).optional(),
	}),
	output: pageOf(LibraryRowShape),
});

export const readLibraryItemEndpoint = endpoint({
	method: 'GET',
	path: '/api/library/:id',
	allow: 'post.read',
	summary: 'One picture with its rights, where it is used, and who changed what.',
	input: Id,
	output: MediaShape.extend({
		unitId: IdText,
		folderId: IdText.nullable(),
		version: z.number(),
		uploadedAt: Moment,
		uploadedBy: ById,
		facts: LibraryFactsShape,
		lacks: LibraryRowShape.shape.lacks,
		usedBy: z.number(),
		/** The latest of them. */
		posts: z.array(z.object({ id: IdText, title: z.string(), state: PostStateName, changedAt: Moment })),
		steps: z.array(
			z.object({ id: IdText, at: Moment, by: ById, what: z.string(), fields: z.array(z.string()), folder: z.string() }),
		),
		mayChange: z.boolean(),
		/** Of a film. */
		captionsVersion: z.number(),
		captions: z.array(z.object({ language: LanguageTag, cues: z.array(CueShape) })),
	}),
});

export const changeCaptionsEndpoint = endpoint({
	method: 'PUT',
	path: '/api/library/:id/captions/:language',
	allow: 'post.write',
	summary: 'Writes the captions of a film in one language; none takes them away.',
	input: Id.extend({
		language: LanguageTag,
		base: z.number().int().min(0),
		cues: z.array(CueShape).max(MOST_CUES),
	}),
	output: z.object({ id: IdText, captionsVersion: z.number() }),
});

export const changeLibraryItemEndpoint = endpoint({
	method: 'PATCH',
	path: '/api/library/:id',
	allow: 'post.write',
	summary: 'Says what is to be seen on a picture, whose it is, and until when it may be shown.',
	input: Id.extend({ base: z.number().int().min(0), facts: LibraryFactsShape.partial() }),
	output: z.object({ id: IdText, version: z.number() }),
});

export const removeLibraryItemEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/library/:id',
	allow: 'post.write',
	summary: 'Takes a picture out of the library; one that a post uses stays.',
	input: Id,
	output: Id,
});

export const moveLibraryItemsEndpoint = endpoint({
	method: 'POST',
	path: '/api/library/move',
	allow: 'post.write',
	summary: 'Puts pictures of one unit into one of its folders, or into none.',
	input: z.object({ ids: z.array(IdText).min(1).max(100), folderId: IdText.nullable() }),
	output: z.object({ moved: z.number() }),
});

const FolderShape = z.object({ id: IdText, unitId: IdText, name: z.string(), mayChange: z.boolean() });
export type FolderView = z.output<typeof FolderShape>;

export const listFoldersEndpoint = endpoint({
	method: 'GET',
	path: '/api/library/folders',
	allow: 'post.read',
	summary: 'Folders of the library by name.',
	input: PageQuery.extend({ unitId: IdText.optional() }),
	output: pageOf(FolderShape),
});

export const createFolderEndpoint = endpoint({
	method: 'POST',
	path: '/api/library/folders',
	allow: 'post.write',
	creates: true,
	summary: 'Makes a folder of a unit.',
	input: z.object({ unitId: IdText, name: FolderName }),
	output: Id,
});

export const renameFolderEndpoint = endpoint({
	method: 'PATCH',
	path: '/api/library/folders/:id',
	allow: 'post.write',
	summary: 'Gives a folder another name.',
	input: Id.extend({ name: FolderName }),
	output: Id,
});

export const removeFolderEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/library/folders/:id',
	allow: 'post.write',
	summary: 'Gives a folder up; its pictures stay in the library.',
	input: Id,
	output: Id,
});
