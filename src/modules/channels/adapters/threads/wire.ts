import { z } from 'zod';

import { plus, seconds } from '#kernel/time.ts';

import type { ChannelFailure } from '../../channel.ts';
import { type Allowances, collectAllowances, type Kind } from '../allowance.ts';
import { type Api, createGrantedApi, type Wording } from '../granted-api.ts';
import type { GrantedCredentials } from '../keys.ts';
import { graphWording } from '../meta/graph.ts';
import { keptAlive } from '../meta/lasting.ts';
import type { NetworkNeeds } from '../network.ts';
import { MomentText } from '../rows.ts';
import { renewal, THREADS_WEB } from './agreement.ts';

export const VERSION = '/v1.0';

/** SPEC: error 24 with this subcode: the container is not known, not yet or not any more. Nothing was published. */
const NO_CONTAINER = 4_279_009;
/** So long until it may be known. */
const SETTLING_MS = seconds(5);

/** SPEC: the same code stands in the body as everywhere at Meta. */
const Subcoded = z.object({ error: z.object({ error_subcode: z.number() }) });

const calls: Kind = { bucket: 'calls', costs: { publish: 4, edit: 0, withdraw: 1, picture: 2 }, spareShare: 0 };
const wording: Wording = {
	...graphWording,
	bucket: () => calls,
	means(refused): ChannelFailure | null {
		const { answer, reason, now } = refused;
		if (/LINK_LIMIT_EXCEEDED/.test(reason)) return { type: 'channel.rejected', field: 'link', reason };
		if (Subcoded.safeParse(answer.body).data?.error.error_subcode === NO_CONTAINER)
			return { type: 'channel.preparing', until: plus(now, SETTLING_MS), reason };
		return graphWording.means(refused);
	},
	field(words, otherwise) {
		if (/poll/i.test(words)) return 'poll';
		if (/reply_to|reply_control|repl(?:y|ies)/i.test(words)) return 'replyTo';
		return graphWording.field(words, otherwise);
	},
};

export interface ThreadsContext {
	readonly api: Api;
	readonly accountId: string;
	readonly handle: string;
	/** Where people read: `https://www.threads.net`, or the practice page. */
	readonly web: string;
	readonly clock: NetworkNeeds['clock'];
	readonly notes: NetworkNeeds['notes'];
	/** Where the network fetches pictures and films; null where it could not reach this house. */
	readonly mediaAddress: NetworkNeeds['mediaAddress'];
	readonly presence: string;
	readonly allowances: Allowances;
}

export const webOf = ({ practicePages }: Pick<NetworkNeeds, 'practicePages'>): string => practicePages ?? THREADS_WEB;

export const openWire = (needs: NetworkNeeds, presenceId: string, credentials: GrantedCredentials): ThreadsContext => {
	const { server, accountId, handle, expiresAt } = credentials;
	const { clock, notes, mediaAddress } = needs;
	const session = needs.openSession(presenceId, credentials, renewal(needs, credentials));
	const allowances = collectAllowances({ app: 'threads', account: accountId });
	const api = keptAlive(createGrantedApi({ server, session, wording, allowances }, needs), {
		...{ session, expiresAt, clock },
	});
	return { api, accountId, handle, web: webOf(needs), clock, notes, mediaAddress, presence: presenceId, allowances };
};

/** Calls with a key that no presence holds yet. */
export const openOnce = (needs: NetworkNeeds, server: string, accessToken: string): Api => {
	const lost = { ok: false, error: { type: 'channel.unauthorised', reason: 'the key has run out' } } as const;
	const session = { accessToken: () => accessToken, refresh: async () => lost };
	return createGrantedApi({ server, session, wording }, needs);
};

/** Stands in where the network names no address of its own. */
export const addressOf = ({ web, handle }: Pick<ThreadsContext, 'web' | 'handle'>, id: string): string =>
	`${web}/@${handle}/post/${id}`;

const Pointer = z.object({ id: z.string() });

/** SPEC: docs/threads/reply-management and threads-media. Of others only the short name is told. */
export const PostShape = z.object({
	id: z.string().min(1),
	text: z.string().default(''),
	username: z.string().default(''),
	timestamp: MomentText,
	permalink: z.string().optional(),
	media_type: z.string().optional(),
	media_url: z.string().optional(),
	thumbnail_url: z.string().optional(),
	alt_text: z.string().optional(),
	has_replies: z.boolean().optional(),
	replied_to: Pointer.optional(),
	root_post: Pointer.optional(),
	children: z.object({ data: z.array(Pointer).default([]) }).optional(),
});
export type Post = z.output<typeof PostShape>;
