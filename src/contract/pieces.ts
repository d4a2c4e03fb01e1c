import { z } from 'zod';

import { ChannelName } from './channels.ts';
import { Id, PostKindName } from './editorial.ts';
import { endpoint, IdText, Moment, PageQuery, pageOf } from './endpoint.ts';

/** Template for a whole post, text block for a place in one, signature under the copies of a unit. */
export const PieceKind = z.enum(['template', 'block', 'signature']);

const PieceFields = z.object({
	name: z.string().trim().min(2).max(80),
	/** Headline of a template. */
	title: z.string().trim().max(300).default(''),
	text: z.string().trim().min(1).max(10_000),
	/** What a post made from a template is. */
	postKind: PostKindName.nullable().default(null),
	topic: z.string().trim().min(1).max(60).nullable().default(null),
	/** Words of its own for one network. */
	forms: z.partialRecord(ChannelName, z.string().trim().max(5000)).default({}),
	/** The presence a signature stands under; null: under every copy of the unit outside the own house. */
	presenceId: IdText.nullable().default(null),
});

export const PieceShape = PieceFields.extend({
	id: IdText,
	unitId: IdText,
	kind: PieceKind,
	version: z.number(),
	changedAt: Moment,
	mayChange: z.boolean(),
});

export const listPiecesEndpoint = endpoint({
	method: 'GET',
	path: '/api/pieces',
	allow: 'post.read',
	summary: 'Templates, text blocks or signatures, by name.',
	input: PageQuery.extend({ kind: PieceKind.default('template'), unitId: IdText.optional() }),
	output: pageOf(PieceShape),
});

export const usablePiecesEndpoint = endpoint({
	method: 'GET',
	path: '/api/pieces/usable',
	allow: 'post.write',
	summary: 'The templates and text blocks a unit writes with: its own and those of the units above it.',
	input: z.object({ unitId: IdText }),
	output: z.object({
		items: z.array(PieceShape.pick({ id: true, kind: true, name: true, title: true, text: true, forms: true })),
	}),
});

export const createPieceEndpoint = endpoint({
	method: 'POST',
	path: '/api/pieces',
	allow: 'post.write',
	creates: true,
	summary: 'Keeps a template, a text block or a signature for a unit.',
	input: PieceFields.extend({ unitId: IdText, kind: PieceKind }),
	output: Id,
});

export const changePieceEndpoint = endpoint({
	method: 'PUT',
	path: '/api/pieces/:id',
	allow: 'post.write',
	summary: 'Changes a template, a text block or a signature; names the version that was read.',
	input: PieceFields.extend({ id: IdText, base: z.number().int().min(0) }),
	output: Id,
});

export const removePieceEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/pieces/:id',
	allow: 'post.write',
	summary: 'Takes a template, a text block or a signature out of use; posts made with it stay as they are.',
	input: Id,
	output: Id,
});

export const restorePieceEndpoint = endpoint({
	method: 'POST',
	path: '/api/pieces/:id/restore',
	allow: 'post.write',
	summary: 'Takes what was put out of use into use again.',
	input: Id,
	output: Id,
});
