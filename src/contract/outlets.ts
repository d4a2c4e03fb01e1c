import { z } from 'zod';

import { countings } from '#kernel/counting.ts';

import { ChannelName, PresenceShape } from './channels.ts';
import { endpoint, IdText } from './endpoint.ts';
import { FilmLimitsShape } from './pictures.ts';
import { FilmListShape, QuotePolicyName, ReplyControlName, WarningFormName } from './post-details.ts';

/** A presence as whoever writes for it sees it. */
export const OutletShape = z.object({
	id: IdText,
	channel: ChannelName,
	name: z.string(),
	handle: z.string().nullable(),
	state: z.enum(['planned', 'live', 'restrained', 'paused', 'retired']),
	/** Speaks at a practice network: its copy never leaves the house. */
	practice: z.boolean(),
	/** Where its network charges by the call: whether it does so here, and whether copies lead back by default. */
	terms: PresenceShape.shape.terms,
	/** Counting rule of the presence, null while its limits are not known. */
	text: z
		.object({
			most: z.number(),
			counting: z.enum(countings),
			mostBytes: z.number().optional(),
			linkCosts: z.number().optional(),
			linkIsCard: z.boolean(),
		})
		.nullable(),
	altMost: z.number().nullable(),
	/** Answers of a poll can be chosen and counted there; posts can answer one another, so that several make a thread. */
	polls: z.boolean(),
	threads: z.boolean(),
	/** How it takes a content warning: its words, or marks of its own; null where it knows none. */
	warnings: WarningFormName.nullable(),
	/** Whom it can let quote; nobody can be chosen where it is empty. And what the presence does by itself. */
	quotable: z.array(QuotePolicyName),
	quotes: QuotePolicyName.nullable(),
	/** To whom a post can keep its answers there; empty where everybody may answer. */
	replyControls: z.array(ReplyControlName),
	/** Films can be put into lists of the account. */
	lists: z.boolean(),
	/** What it takes as a film, null where it takes none; and whether one has to go with it. */
	film: FilmLimitsShape.nullable(),
	filmsOnly: z.boolean(),
	/** What it takes as a document; null where it takes none. */
	documents: z.object({ mostBytes: z.number() }).nullable(),
	mayEdit: z.boolean(),
	mayWithdraw: z.boolean(),
});

export const listsOfPresenceEndpoint = endpoint({
	method: 'GET',
	path: '/api/presences/:id/lists',
	allow: 'presence.read',
	summary: 'The lists of an account a film can be put into, as its network names them now.',
	input: z.object({ id: IdText }),
	output: z.object({ items: z.array(FilmListShape) }),
});
