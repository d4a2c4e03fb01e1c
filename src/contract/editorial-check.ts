import { z } from 'zod';

import { ContentShape, PostKindName, Title, Translations, Words } from './editorial.ts';
import { FindingShape } from './editorial-findings.ts';
import { endpoint, IdText } from './endpoint.ts';
import { LanguageTag } from './pictures.ts';
import { DetailsShape, DocumentOfPost, WarningShape } from './post-details.ts';

const CheckedRendition = z.object({
	presenceId: IdText,
	text: z.string(),
	/** What it would say if it followed the statement. */
	house: z.string(),
	shortened: z.boolean(),
	/** The posts of a thread as they go out, by that network's count; absent where it goes out as one. */
	parts: z
		.array(
			z.object({ text: z.string(), length: z.number(), most: z.number(), over: z.boolean(), media: z.array(IdText) }),
		)
		.exactOptional(),
	length: z.number().nullable(),
	most: z.number().nullable(),
	over: z.boolean(),
});

export const checkPostEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/check',
	allow: 'post.write',
	summary: 'Looks at a text as it is being written: what blocks, what warns, and how each rendition comes out.',
	input: z.object({
		postId: IdText,
		title: Title,
		text: Words,
		language: LanguageTag,
		renditions: ContentShape.shape.renditions,
		media: ContentShape.shape.media,
		kind: PostKindName.optional(),
		details: DetailsShape.nullable().optional(),
		translations: Translations.optional(),
		warning: WarningShape.nullable().optional(),
		document: DocumentOfPost.nullable().optional(),
	}),
	output: z.object({ findings: z.array(FindingShape), rules: z.number(), renditions: z.array(CheckedRendition) }),
});
