import { z } from 'zod';

import type { OutboundAnswer } from '#platform/outbound/outbound.ts';

import type { ChannelFailure } from '../../channel.ts';
import type { Refused, Wording } from '../granted-api.ts';
import type { App } from '../keys.ts';
import { theirFault } from '../outcome.ts';
import { regainAt } from './usage.ts';

/** SPEC: developers.facebook.com/docs/graph-api/guides/error-handling. */
const GraphError = z.object({
	error: z.object({
		message: z.string().default(''),
		type: z.string().optional(),
		code: z.number(),
		error_subcode: z.number().optional(),
		is_transient: z.boolean().optional(),
		error_user_title: z.string().optional(),
		error_user_msg: z.string().optional(),
		fbtrace_id: z.string().optional(),
	}),
});
type GraphError = z.output<typeof GraphError>['error'];

const errorOf = ({ body }: Pick<OutboundAnswer, 'body'>): GraphError | null =>
	GraphError.safeParse(body).data?.error ?? null;

/** Code and subcode lead, so that a person can look them up. */
const inOneLine = ({ code, error_subcode, message, error_user_title, error_user_msg }: GraphError): string =>
	[
		`(#${code}${error_subcode === undefined ? '' : `/${error_subcode}`}) ${message.replace(/^\(#\d+\) /, '')}`,
		error_user_title,
		error_user_msg,
	]
		.filter(Boolean)
		.join(': ');

const THROTTLED: ReadonlySet<number> = new Set([4, 17, 32, 613]);
/** SPEC: business use cases: pages 80001, Instagram 80002, and others up to 80014. */
const isThrottled = (code: number): boolean => THROTTLED.has(code) || (code >= 80_000 && code <= 80_014);
/** SPEC: 190 with 463: it ran out; with 458, 459, 460, 464, 467: its owner or Facebook ended it. 102: the session is over. */
const RAN_OUT = 463;
const isRight = (code: number): boolean => code === 3 || code === 10 || (code >= 200 && code <= 299);
/** Security checks that only the owner can pass, and sign-ins that have to be repeated. */
const OWNER_NEEDED: ReadonlySet<number> = new Set([1_346_003, 1_404_006, 1_404_102, 1_404_078]);
const TOO_FAST = 1_390_008;
const LINK_BLOCKED = 1_609_008;
const MEDIA: ReadonlySet<number> = new Set([1_366_046, 1_349_125, 1_363_047]);
const DUPLICATE = 506;
const DISALLOWED = 368;
const SIGN_IN: ReadonlySet<number> = new Set([102, 190]);
/** SPEC: an old version (12, 2635), and by the words of 100 and 2500: a field, a metric or a path that is there no more. */
const ENDED: ReadonlySet<number> = new Set([12, 2635]);
const ASKED_WRONGLY: ReadonlySet<number> = new Set([100, 2500]);
const NOT_THERE =
	/nonexisting field|(?:invalid|unsupported|unknown) (?:api )?(?:version|field|metric)|valid insights metric|metric\[\d+\] must be|is deprecated|unknown path components/i;
const isOver = ({ code, message }: GraphError): boolean =>
	ENDED.has(code) || (ASKED_WRONGLY.has(code) && NOT_THERE.test(message));

/** Something failed in their house. */
const FAULTS: ReadonlySet<number> = new Set([1, 2]);

const meaning = (error: GraphError, { answer, call, reason, now }: Refused): ChannelFailure | null => {
	const { code, error_subcode: sub = 0, is_transient } = error;
	if (code === DUPLICATE) return { type: 'channel.duplicate', reason };
	if (isThrottled(code) || sub === TOO_FAST)
		return { type: 'channel.throttled', until: regainAt(answer.headers, now), reason };
	if (code === 190 && sub === RAN_OUT) return { type: 'channel.expired', reason };
	if (SIGN_IN.has(code) || OWNER_NEEDED.has(sub) || isRight(code)) return { type: 'channel.unauthorised', reason };
	if (isOver(error)) return { type: 'channel.changed', reason };
	const field = disallowed(code, sub);
	if (field !== null) return { type: 'channel.rejected', field, reason };
	const { status, headers } = answer;
	if (FAULTS.has(code) || is_transient === true) return theirFault({ status, headers, reason }, call.purpose, now);
	return null;
};

/** The part that Facebook will not have, whoever asks. */
const disallowed = (code: number, subcode: number): string | null => {
	if (subcode === LINK_BLOCKED) return 'link';
	if (MEDIA.has(subcode)) return 'media';
	return code === DISALLOWED ? 'text' : null;
};

/** What the Graph API and its relatives say in their own words. */
export const graphWording: Omit<Wording, 'bucket'> = {
	words(answer) {
		const error = errorOf(answer);
		return error && inOneLine(error);
	},
	means(refused) {
		const error = errorOf(refused.answer);
		return error && meaning(error, refused);
	},
	field(words, otherwise) {
		if (/alt_text/i.test(words)) return 'alt';
		if (/photo|picture|image|video|media/i.test(words)) return 'media';
		if (/\blink\b|\burl\b/i.test(words)) return 'link';
		return otherwise;
	},
};

/** SPEC: code 100 with subcode 33: the object is not there (any more), or not for us. */
export const isMissing = (failure: ChannelFailure): boolean =>
	failure.type === 'channel.rejected' && failure.reason.includes('(#100/33)');

/** SPEC: securing-requests: HMAC-SHA256 of the token with the app's secret, in hexadecimal digits. */
export const secretProof = async (token: string, { clientSecret }: App): Promise<string> => {
	const bytes = (text: string) => new TextEncoder().encode(text);
	const key = await crypto.subtle.importKey('raw', bytes(clientSecret), { name: 'HMAC', hash: 'SHA-256' }, false, [
		'sign',
	]);
	return Buffer.from(await crypto.subtle.sign('HMAC', key, bytes(token))).toString('hex');
};
