import { z } from 'zod';

import { channelNames } from '#kernel/channel-name.ts';

import { endpoint, IdText, Moment, PageQuery, pageOf } from './endpoint.ts';

export const DeliveryStateName = z.enum(['waiting', 'sending', 'published', 'refused', 'unclear', 'withdrawn']);
export type DeliveryStateName = z.infer<typeof DeliveryStateName>;

/** One copy of a post or answer on its way to one presence. */
export const DeliveryShape = z.object({
	id: IdText,
	source: z.enum(['editorial', 'dialogue']),
	subject: IdText,
	unitId: IdText,
	presence: z.object({ id: IdText, name: z.string(), channel: z.string() }),
	operation: z.enum(['publish', 'edit', 'withdraw']),
	state: DeliveryStateName,
	/** Title or first words. */
	title: z.string(),
	/** Made for a presence that practised then: nothing left the house. */
	practice: z.boolean(),
	dueAt: Moment,
	/** When the office acts on it next by itself. */
	nextAt: Moment.nullable(),
	/** Why it waits beyond its time: for its newsroom page, for a person's review, for the switch, for the network to recover, for the part of the thread before it. */
	held: z.enum(['newsroom', 'review', 'paused', 'presence', 'part']).nullable(),
	attempts: z.number(),
	sentAt: Moment.nullable(),
	/** How often the office tried to find out whether an unclear copy stands. */
	looks: z.number(),
	lookedAt: Moment.nullable(),
	settledAt: Moment.nullable(),
	url: z.string().nullable(),
	/** What the last attempt ran into: a failure word with its particulars. */
	reason: z.looseObject({ type: z.string() }).nullable(),
	/** Which post of a thread it is; null where it is none. */
	part: z.object({ number: z.number(), of: z.number() }).nullable(),
	/** While it is held for the part before: how that one stands. */
	before: DeliveryStateName.nullable(),
	/** The caller may decide about it. */
	mayResolve: z.boolean(),
});
export type DeliveryView = z.infer<typeof DeliveryShape>;

/** What the network of a copy counted, under its own names. Networks count differently: figures of two are never added up. */
const CountsShape = z.object({
	deliveryId: IdText,
	figures: z.array(
		z.object({
			name: z.string(),
			value: z.number(),
			/** The last day on which it was told, in the zone of the office. */
			day: z.iso.date(),
			/** The version of the network's interface and, where known, the day since when it counts so. */
			definition: z.string(),
			/** Before that day it was counted otherwise. */
			changed: z.object({ day: z.iso.date(), before: z.string() }).nullable(),
		}),
	),
	missed: z.array(z.object({ name: z.string(), why: z.enum(['unknown', 'not-allowed', 'not-told']) })),
});
export type CountsView = z.infer<typeof CountsShape>;

const AtId = z.object({ id: IdText });
const Why = z.string().trim().min(1).max(500);
const Page = pageOf(DeliveryShape);

export const listDeliveriesEndpoint = endpoint({
	method: 'GET',
	path: '/api/deliveries',
	allow: 'desk.use',
	summary:
		'Lists every delivery of one post or answer in the order they were asked for, and what networks counted of it.',
	input: z.object({ subject: IdText }),
	output: z.object({
		items: z.array(DeliveryShape),
		/** Of those copies that were counted. */
		counts: z.array(CountsShape),
	}),
});

export const listDeliveriesForHelpEndpoint = endpoint({
	method: 'GET',
	path: '/api/deliveries/help',
	allow: 'delivery.resolve',
	summary: 'Lists what needs a person: unclear first, then refused, then what came too late.',
	input: PageQuery.extend({ kind: z.enum(['unclear', 'refused', 'review']).optional() }),
	output: Page,
});

export const listUpcomingDeliveriesEndpoint = endpoint({
	method: 'GET',
	path: '/api/deliveries/upcoming',
	allow: 'post.read',
	summary: 'Lists what goes out until a moment, earliest first.',
	input: PageQuery.extend({ until: Moment }),
	output: Page,
});

const PauseShape = z.object({ at: Moment, byName: z.string().nullable(), reason: z.string() });
export type PauseView = z.infer<typeof PauseShape>;

const StopShape = PauseShape.extend({
	kind: z.enum(['all', 'unit', 'channel', 'presence', 'topic']),
	target: z.string().nullable(),
	/** Name of the unit or presence, the channel, or the topic. */
	name: z.string(),
	mayResume: z.boolean(),
});
export type StopView = z.infer<typeof StopShape>;

export const deliveryStatusEndpoint = endpoint({
	method: 'GET',
	path: '/api/deliveries/status',
	allow: 'desk.use',
	summary: 'Tells whether everything is stopped, which presences are in trouble, and how much waits.',
	input: z.object({}),
	output: z.object({
		/** Set while nothing leaves. */
		paused: PauseShape.nullable(),
		/** Copies that are due and stand still because of a switch. */
		waiting: z.number(),
		mayPause: z.boolean(),
		/** Every switch that is off, the one for everything with them. */
		stops: z.array(StopShape),
		presences: z.array(
			z.object({
				id: IdText,
				name: z.string(),
				channel: z.string(),
				paused: PauseShape.nullable(),
				/** What its network runs us into, and until when it rests. */
				reason: z.looseObject({ type: z.string() }).nullable(),
				since: Moment.nullable(),
				restsUntil: Moment.nullable(),
			}),
		),
	}),
});

export const presenceAllowancesEndpoint = endpoint({
	method: 'GET',
	path: '/api/presences/:id/allowances',
	allow: 'presence.read',
	summary: 'What the network of a presence said last about what may still be asked of it; empty where it says nothing.',
	input: z.object({ id: IdText }),
	output: z.object({
		items: z.array(
			z.object({
				/** What is counted together; `calls` in per cent. */
				bucket: z.string(),
				most: z.number(),
				remaining: z.number(),
				/** From then on everything anew. */
				resetAt: Moment,
				readAt: Moment,
			}),
		),
	}),
});

export const PauseChannel = z.enum(channelNames);

const Scoped = z.object({
	presenceId: IdText.optional(),
	/** With the units below it. */
	unitId: IdText.optional(),
	channel: PauseChannel.optional(),
	topic: z.string().trim().min(1).max(200).optional(),
});
const isOne = ({ presenceId, unitId, channel, topic }: z.infer<typeof Scoped>): boolean =>
	[presenceId, unitId, channel, topic].filter((part) => part !== undefined).length <= 1;

export const pauseDeliveriesEndpoint = endpoint({
	method: 'POST',
	path: '/api/deliveries/pause',
	allow: 'delivery.pause',
	summary: 'Stops everything, or one unit, channel, presence or topic. When it answers, nothing of it leaves any more.',
	input: Scoped.extend({ reason: Why }).refine(isOne),
	/** What was already on its way and did not come to an end in time. */
	output: z.object({ stillSending: z.number() }),
});

export const resumeDeliveriesEndpoint = endpoint({
	method: 'POST',
	path: '/api/deliveries/resume',
	allow: 'delivery.pause',
	summary: 'Lets what was stopped go on. What was missed meanwhile waits for review; the rest follows one by one.',
	input: Scoped.refine(isOne),
	output: z.object({ inReview: z.number() }),
});

export const listPauseTopicsEndpoint = endpoint({
	method: 'GET',
	path: '/api/deliveries/topics',
	allow: 'delivery.pause',
	summary: 'Lists what waiting copies are about, for stopping one topic.',
	input: z.object({}),
	output: z.object({ topics: z.array(z.string()) }),
});

const decision = (verb: 'look' | 'retry' | 'complete', summary: string) =>
	endpoint({
		method: 'POST',
		path: `/api/deliveries/:id/${verb}`,
		allow: 'delivery.resolve',
		summary,
		input: AtId,
		output: DeliveryShape,
	});

export const lookAgainEndpoint = decision('look', 'Looks on the network now whether an unclear copy stands.');
export const retryDeliveryEndpoint = decision('retry', 'Sends a refused delivery once more.');
export const completeDeliveryEndpoint = decision('complete', 'Tries again what a copy that stands still lacks.');

export const confirmDeliveryEndpoint = endpoint({
	method: 'POST',
	path: '/api/deliveries/:id/confirm',
	allow: 'delivery.resolve',
	summary: 'Says that an unclear copy stands, and where.',
	input: AtId.extend({ url: z.url({ protocol: /^https?$/ }).max(2000) }),
	output: DeliveryShape,
});

export const resendDeliveryEndpoint = endpoint({
	method: 'POST',
	path: '/api/deliveries/:id/resend',
	allow: 'delivery.resolve',
	summary: 'Says, after looking on the network, that an unclear copy does not stand, and sends it again.',
	input: AtId.extend({ looked: z.literal(true) }),
	output: DeliveryShape,
});

export const discardDeliveryEndpoint = endpoint({
	method: 'POST',
	path: '/api/deliveries/:id/discard',
	allow: 'delivery.resolve',
	summary: 'Gives up a refused or late delivery, with a reason.',
	input: AtId.extend({ reason: Why }),
	output: DeliveryShape,
});

export const releaseDeliveriesEndpoint = endpoint({
	method: 'POST',
	path: '/api/deliveries/release',
	allow: 'delivery.resolve',
	summary: 'Lets late deliveries go out after all.',
	input: z.object({ ids: z.array(IdText).min(1).max(100) }),
	output: z.object({ released: z.number() }),
});

/** Everything a person needs to decide about one copy. */
export const readDeliveryEndpoint = endpoint({
	method: 'GET',
	path: '/api/deliveries/:id',
	allow: 'delivery.resolve',
	summary: 'Tells what was sent, to which account, where to look for it, and what the network said.',
	input: AtId,
	output: z.object({
		delivery: DeliveryShape,
		sent: z.object({
			text: z.string(),
			language: z.string(),
			link: z.string().nullable(),
			pictures: z.array(z.object({ alt: z.string(), width: z.number(), height: z.number() })),
		}),
		/** The account as its network shows it. */
		account: z.object({ handle: z.string().nullable(), url: z.string().nullable() }),
		/** The network itself recognises the key: sending again cannot double. */
		isSafeToRepeat: z.boolean(),
		/** In the network's words, without secrets. */
		said: z.string().nullable(),
	}),
});
