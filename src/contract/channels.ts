import { z } from 'zod';

import { appNetworks, channelNames, networkNames } from '#kernel/channel-name.ts';
import { countings } from '#kernel/counting.ts';

import { endpoint, IdText, Moment, PageQuery, pageOf } from './endpoint.ts';
import { OpeningShape } from './opening.ts';
import { FilmLimitsShape } from './pictures.ts';
import { FilmListShape, QuotePolicyName, ReplyControlName, WarningFormName } from './post-details.ts';

export const ChannelName = z.enum(channelNames);
export const PresenceState = z.enum(['planned', 'live', 'restrained', 'paused', 'retired']);
export type PresenceState = z.infer<typeof PresenceState>;

/** Limits and abilities of a presence as read from its network. */
export const CapabilitiesShape = z.object({
	text: z.object({
		most: z.number(),
		counting: z.enum(countings),
		mostBytes: z.number().exactOptional(),
		linkCosts: z.number().exactOptional(),
		linkIsCard: z.boolean(),
		mostLinks: z.number().exactOptional(),
		/** Where an answer to somebody has a limit of its own. */
		replies: z.object({ most: z.number(), counting: z.enum(countings) }).exactOptional(),
		hashtags: z.object({ shown: z.number(), most: z.number() }).exactOptional(),
	}),
	media: z.object({
		most: z.number(),
		mostBytes: z.number(),
		mostPixels: z.number().exactOptional(),
		altMost: z.number(),
		mimes: z.array(z.string()).readonly(),
		needed: z.literal(true).exactOptional(),
		ratios: z.object({ least: z.number(), most: z.number() }).exactOptional(),
		unreachable: z.literal(true).exactOptional(),
	}),
	film: FilmLimitsShape.exactOptional(),
	/** Absent where the network takes no documents. */
	documents: z.object({ mostBytes: z.number() }).exactOptional(),
	polls: z
		.object({
			most: z.number(),
			optionMost: z.number(),
			shortestMs: z.number(),
			longestMs: z.number(),
			withMedia: z.boolean(),
		})
		.exactOptional(),
	/** A post can answer one of our own; absent where a thread goes out as one post. */
	threads: z.literal(true).exactOptional(),
	/** How a content warning is taken, and whom a post can let quote it; absent where the network has no such thing. */
	warnings: WarningFormName.exactOptional(),
	quotes: z.array(QuotePolicyName).readonly().exactOptional(),
	/** To whom a post can keep its answers; absent where everybody may answer. */
	replyControls: z.array(ReplyControlName).readonly().exactOptional(),
	/** Films can be put into lists of the account. */
	lists: z.literal(true).exactOptional(),
	/** Where the network says at once that something came in. */
	stream: z.string().exactOptional(),
	likes: z.literal(true).exactOptional(),
	edit: z.boolean(),
	/** A correction changes the words only. */
	editsWordsOnly: z.literal(true).exactOptional(),
	withdraw: z.boolean(),
	visibilities: z.array(z.enum(['public', 'unlisted', 'followers', 'private'])).readonly(),
	remembersKeysForMs: z.number().nullable(),
	refusesDoubles: z.literal(true).exactOptional(),
});

export const PresenceShape = z.object({
	id: IdText,
	unitId: IdText,
	channel: ChannelName,
	name: z.string(),
	handle: z.string().nullable(),
	url: z.string().nullable(),
	state: PresenceState,
	/** Units below may publish here too. */
	sharedBelow: z.boolean(),
	/** Who may quote what is said there, unless a post says otherwise; null: as the account has it. */
	quotes: QuotePolicyName.nullable(),
	/** The list of the account that films are put into unless a post says otherwise. */
	filmList: FilmListShape.nullable(),
	/** At a practice network: nothing leaves the house. */
	practice: z.boolean(),
	/** The real account that rests while this presence practises; null where there is none. */
	resting: z.object({ handle: z.string().nullable(), url: z.string().nullable() }).nullable(),
	/** Since when this house knows it. */
	createdAt: Moment,
	/** A sealed key to the account is there. In-house presences need none and count as connected. */
	connected: z.boolean(),
	capabilities: CapabilitiesShape.nullable(),
	capabilitiesReadAt: Moment.nullable(),
	/** Whether the account's profile leads back to this installation. */
	linkBack: z.object({ state: z.enum(['unknown', 'stands', 'missing']), checkedAt: Moment.nullable() }),
	retiredAt: Moment.nullable(),
	/** Whether somebody stated what was agreed before it was opened. */
	opening: z.enum(['stated', 'not-stated', 'not-needed']),
	/** When its key ends for good; null where it renews itself or the network names no end. */
	keyEndsAt: Moment.nullable(),
	/** How access is paid for, whether copies lead back unless their writer says otherwise, and whether they are counted; null where nothing is charged by the call. */
	terms: z
		.object({
			tier: z.enum(['pay-per-use', 'public-utility', 'enterprise']),
			withLink: z.boolean(),
			counts: z.boolean(),
		})
		.nullable(),
	health: z.object({
		state: z.enum(['unknown', 'well', 'ill', 'unauthorised']),
		/** What the network said, without secrets. */
		reason: z.string().nullable(),
		checkedAt: Moment.nullable(),
		/** The network no longer speaks the version of its interface that we do: only an update of the office helps. */
		versionEnded: z.boolean(),
	}),
});
export type PresenceView = z.infer<typeof PresenceShape>;

const Name = z.string().trim().min(1).max(100);
export const Server = z.string().trim().min(1).max(200);
export const Secret = z.string().trim().min(1).max(4000);
const AtId = z.object({ id: IdText });
export const AtPresence = AtId;
export const NewPresence = z.object({
	unitId: IdText,
	name: Name,
	sharedBelow: z.boolean().default(false),
	/** Refused where neither this nor a plan says what was agreed. */
	opening: OpeningShape.optional(),
});
/** `plannedId`: the presence was planned before and is connected now; it brings along what was agreed. */
const NewAccount = NewPresence.extend({ plannedId: IdText.optional() });

export const listPresencesEndpoint = endpoint({
	method: 'GET',
	path: '/api/presences',
	allow: 'presence.read',
	summary: 'Lists presences of the units one may see, by name.',
	input: PageQuery.extend({ unitId: IdText.optional(), state: PresenceState.optional() }),
	output: pageOf(PresenceShape),
});

export const getPresenceEndpoint = endpoint({
	method: 'GET',
	path: '/api/presences/:id',
	allow: 'presence.read',
	summary: 'Shows one presence with its limits and health.',
	input: AtId,
	output: PresenceShape,
});

export const beginMastodonEndpoint = endpoint({
	method: 'POST',
	path: '/api/presences/mastodon/begin',
	allow: 'presence.manage',
	summary: 'Begins to connect a Mastodon account and answers the address where its owner agrees.',
	input: NewAccount.extend({ server: Server }),
	output: z.object({ authorizeUrl: z.string() }),
});

export const beginPresenceEndpoint = endpoint({
	method: 'POST',
	path: '/api/presences/begin',
	allow: 'presence.manage',
	summary: 'Begins to connect an account through the registered app and answers the address where its owner agrees.',
	input: NewAccount.extend({ network: z.enum(appNetworks), account: z.string().trim().max(200).optional() }),
	output: z.object({ authorizeUrl: z.string() }),
});

export const connectMastodonEndpoint = endpoint({
	method: 'POST',
	path: '/api/presences/mastodon',
	allow: 'presence.manage',
	summary: 'Connects a Mastodon account by an access token made in its settings.',
	input: NewAccount.extend({ server: Server, token: Secret }),
	output: PresenceShape,
	creates: true,
});

export const connectBlueskyEndpoint = endpoint({
	method: 'POST',
	path: '/api/presences/bluesky',
	allow: 'presence.manage',
	summary: 'Connects a Bluesky account by handle and app password.',
	input: NewAccount.extend({ service: Server.default('https://bsky.social'), handle: Server, appPassword: Secret }),
	output: PresenceShape,
	creates: true,
});

export const connectPracticeEndpoint = endpoint({
	method: 'POST',
	path: '/api/presences/practice',
	allow: 'presence.manage',
	summary: 'Opens an account for the unit at every practice network that lacks one.',
	input: z.object({
		unitId: IdText,
		name: Name,
		/** Absent: the two that need nothing but an account. */
		networks: z.array(z.enum(networkNames)).min(1).optional(),
	}),
	output: z.object({ items: z.array(PresenceShape) }),
	creates: true,
});

export const changePresenceEndpoint = endpoint({
	method: 'PATCH',
	path: '/api/presences/:id',
	allow: 'presence.manage',
	summary:
		'Renames a presence, opens and closes it to the units below, says who may quote it, or into which list its films are put.',
	input: AtId.extend({
		name: Name.optional(),
		sharedBelow: z.boolean().optional(),
		quotes: QuotePolicyName.nullable().optional(),
		filmList: FilmListShape.nullable().optional(),
	}),
	output: PresenceShape,
});

export const setPresenceStateEndpoint = endpoint({
	method: 'POST',
	path: '/api/presences/:id/state',
	allow: 'presence.manage',
	summary: 'Restrains, pauses, resumes or retires a presence. Retiring destroys its key and cannot be undone.',
	input: AtId.extend({ state: z.enum(['live', 'restrained', 'paused', 'retired']) }),
	output: PresenceShape,
});

export const practisePresenceEndpoint = endpoint({
	method: 'PUT',
	path: '/api/presences/:id/practice',
	allow: 'presence.manage',
	summary: 'Lets a presence of a real network practise, or brings it back to its real account.',
	input: AtId.extend({ practice: z.boolean() }),
	output: PresenceShape,
});

export const reconnectPresenceEndpoint = endpoint({
	method: 'POST',
	path: '/api/presences/:id/reconnect',
	allow: 'presence.manage',
	summary:
		'Gives a presence a new key: with a secret at once, at Mastodon without one through the owner agreeing again.',
	input: AtId.extend({ secret: Secret.optional() }),
	output: z.object({ presence: PresenceShape.optional(), authorizeUrl: z.string().optional() }),
});

export const checkPresenceEndpoint = endpoint({
	method: 'POST',
	path: '/api/presences/:id/check',
	allow: 'presence.read',
	summary: 'Asks the network whether the connection holds and reads its limits anew.',
	input: AtId,
	output: PresenceShape,
});
