import { z } from 'zod';

import { hours, type Instant, plus, seconds } from '#kernel/time.ts';

import type { ChannelFailure, OddRow } from '../../channel.ts';
import { type Allowances, collectAllowances, type Kind } from '../allowance.ts';
import type { Api, Refused, Wording } from '../granted-api.ts';
import type { GrantedCredentials } from '../keys.ts';
import { metaOAuth, openMetaApi, openMetaOnce } from '../meta/api.ts';
import { graphWording } from '../meta/graph.ts';
import type { MediaAddress, NetworkNeeds, Notes } from '../network.ts';
import { renewalBy } from '../oauth.ts';
import { theirFault } from '../outcome.ts';
import { MomentText, rowsOf } from '../rows.ts';

const INSTAGRAM_WEB = 'https://www.instagram.com';

/** SPEC: Instagram API with Facebook Login: the account is reached through the page it is linked to, whose key does not run out. */
export const instagramOAuth = metaOAuth({
	instagram_basic: ['account', 'publish', 'media', 'find', 'hear', 'mentions'],
	instagram_content_publish: ['publish', 'media'],
	instagram_manage_comments: ['change', 'find', 'hear', 'mentions', 'answer', 'change-answer', 'hide', 'remove'],
	pages_show_list: ['account'],
	pages_read_engagement: ['account'],
	pages_manage_metadata: ['wake'],
	instagram_manage_insights: ['count'],
});

/** SPEC: Instagram Platform, error codes: subcodes of publishing. */
const AGAIN: ReadonlySet<number> = new Set([2_207_001, 2_207_003, 2_207_020, 2_207_032, 2_207_052, 2_207_053]);
const MEDIA: ReadonlySet<number> = new Set([
	2_207_004, 2_207_005, 2_207_009, 2_207_023, 2_207_026, 2_207_028, 2_207_057,
]);
const MEDIA_CODES: ReadonlySet<number> = new Set([36_000, 36_001, 36_003, 352]);
const NOT_READY = 2_207_027;
const CAPTION: ReadonlySet<number> = new Set([2_207_010, 2_207_040]);
const QUOTA = 2_207_042;
/** The account is held back until its owner has looked after it in the app. */
const HELD_BACK = 2_207_050;
const SUSPECTED = 2_207_051;
const READY_MS = seconds(5);
const QUOTA_MS = hours(1);

const Coded = z.object({ error: z.object({ code: z.number(), error_subcode: z.number().optional() }) });

/** The window rolls and nobody says when the next post may come: asked again in an hour. */
export const usedUp = (now: Instant): ChannelFailure => ({
	type: 'channel.exhausted',
	quota: 'posts',
	until: plus(now, QUOTA_MS),
});

const meansHere = (refused: Refused): ChannelFailure | null => {
	const read = Coded.safeParse(refused.answer.body);
	if (!read.success) return null;
	const { code, error_subcode: sub = 0 } = read.data.error;
	const { now, reason, call, answer } = refused;
	if (sub === QUOTA) return usedUp(now);
	if (sub === NOT_READY) return { type: 'channel.preparing', until: plus(now, READY_MS), reason };
	if (AGAIN.has(sub)) return theirFault({ ...answer, reason }, call.purpose, now);
	if (MEDIA.has(sub) || MEDIA_CODES.has(code)) return { type: 'channel.rejected', field: 'media', reason };
	if (CAPTION.has(sub) || sub === SUSPECTED) return { type: 'channel.rejected', field: 'text', reason };
	return sub === HELD_BACK ? { type: 'channel.unauthorised', reason } : null;
};

/** SPEC: business use case limits, in per cent. A post takes several calls. */
const calls: Kind = { bucket: 'calls', costs: { publish: 1, edit: 1, withdraw: 1, picture: 1 }, spareShare: 0 };
const wording: Wording = {
	...graphWording,
	means: (refused) => meansHere(refused) ?? graphWording.means(refused),
	bucket: () => calls,
};

export interface InstagramContext {
	readonly api: Api;
	/** Id of the professional account. */
	readonly account: string;
	readonly handle: string;
	readonly presence: string;
	/** Where people look: `https://www.instagram.com`, or the practice page. */
	readonly web: string;
	readonly clock: NetworkNeeds['clock'];
	readonly notes: Notes;
	readonly mediaAddress: MediaAddress | null;
	readonly allowances: Allowances;
}

export const webOf = ({ practicePages }: Pick<NetworkNeeds, 'practicePages'>): string => practicePages ?? INSTAGRAM_WEB;

export const openWire = (needs: NetworkNeeds, presence: string, credentials: GrantedCredentials): InstagramContext => {
	const { server, accountId: account, handle, app } = credentials;
	const session = needs.openSession(presence, credentials, renewalBy(needs, instagramOAuth(server), credentials));
	const allowances = collectAllowances({ app: 'instagram', account });
	const api = openMetaApi(needs, { network: 'instagram', server, session, app, wording, allowances });
	const { clock, notes, mediaAddress } = needs;
	return { api, account, handle, presence, web: webOf(needs), clock, notes, mediaAddress, allowances };
};

export const openOnce = (
	needs: NetworkNeeds,
	server: string,
	key: Pick<GrantedCredentials, 'accessToken' | 'app'>,
): Api => openMetaOnce(needs, { network: 'instagram', server, wording }, key);

/** SPEC: node IG Media. */
export const MediaShape = z.object({
	id: z.string().min(1),
	caption: z.string().default(''),
	timestamp: MomentText,
	permalink: z.string(),
	username: z.string().optional(),
	comments_count: z.number().default(0),
});
export type Medium = z.output<typeof MediaShape>;

/** SPEC: node IG Comment. Who wrote it is told only where the account may know it. */
const Said = z.object({
	id: z.string().min(1),
	text: z.string().default(''),
	timestamp: MomentText,
	username: z.string().default(''),
	from: z.object({ id: z.string(), username: z.string().optional() }).optional(),
	parent_id: z.string().optional(),
});
export const ReplyShape = Said;
export type Comment = z.output<typeof Said>;
export const commentShape = (odd: OddRow[]) =>
	Said.extend({
		replies: z
			.object({ data: rowsOf(Said, odd), paging: z.object({ next: z.string().optional() }).optional() })
			.optional(),
	});
