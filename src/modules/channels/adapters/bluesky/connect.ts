import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure } from '../../channel.ts';
import type { Account } from '../account.ts';
import { linksIn } from '../links.ts';
import { brokenLine } from '../outcome.ts';
import { readAs } from '../read-as.ts';
import { blueskyCapabilities } from './capabilities.ts';
import { type BlueskyNeeds, bearer, sorted, type Xrpc } from './wire.ts';

export interface Tokens {
	readonly accessJwt: string;
	readonly refreshJwt: string;
}

const SessionShape = z.object({
	did: z.string().startsWith('did:'),
	handle: z.string(),
	accessJwt: z.string().min(1),
	refreshJwt: z.string().min(1),
});

/** Signs in once with an app password; after that only tokens are used. The password is not kept. */
export const openSession = async (
	{ outbound, clock }: BlueskyNeeds,
	given: { readonly service: string; readonly web: string; readonly handle: string; readonly appPassword: string },
): Promise<Result<{ readonly account: Account; readonly tokens: Tokens }, ChannelFailure>> => {
	const door = new URL('/xrpc/com.atproto.server.createSession', given.service);
	const sent = await outbound({
		method: 'POST',
		url: door,
		json: { identifier: given.handle, password: given.appPassword },
	});
	if (!sent.ok) return fail(brokenLine(sent.error, 'read'));
	const secrets = [given.appPassword];
	const answer = sorted(sent.value, { purpose: 'read', field: 'handle', secrets, clock });
	if (!answer.ok) return answer;
	const read = readAs(SessionShape, answer.value);
	if (!read.ok) return read;
	const { did, handle, accessJwt, refreshJwt } = read.value;
	const url = `${given.web}/profile/${handle}`;
	const account = { remoteId: did, handle, url, capabilities: blueskyCapabilities, links: [] };
	return ok({ account, tokens: { accessJwt, refreshJwt } });
};

const RefreshedShape = SessionShape.pick({ accessJwt: true, refreshJwt: true });

/** Trades the refresh token for a new pair. A refusal means that a person must connect again. */
export const refreshSession = async (
	{ outbound, clock }: BlueskyNeeds,
	{ service, refreshJwt }: { readonly service: string; readonly refreshJwt: string },
): Promise<Result<Tokens, ChannelFailure>> => {
	const url = new URL('/xrpc/com.atproto.server.refreshSession', service);
	const sent = await outbound({ method: 'POST', url, headers: bearer(refreshJwt) });
	// Whatever breaks here, the act the token was wanted for did not happen.
	if (!sent.ok) return fail(brokenLine(sent.error, 'read'));
	const answer = sorted(sent.value, { purpose: 'read', field: 'session', secrets: [refreshJwt], clock });
	if (answer.ok) return readAs(RefreshedShape, answer.value);
	const { error } = answer;
	return error.type === 'channel.rejected' ? fail({ type: 'channel.expired', reason: error.reason }) : answer;
};

const ProfileRecord = z.object({ value: z.object({ description: z.string().catch('') }) });

/** The addresses in the account's description. A profile that was never written names none. */
export const readProfileLinks = async (xrpc: Xrpc, did: string): Promise<Result<readonly string[], ChannelFailure>> => {
	const params = [
		['repo', did],
		['collection', 'app.bsky.actor.profile'],
		['rkey', 'self'],
	] as const;
	const asked = await xrpc.get({ nsid: 'com.atproto.repo.getRecord', params });
	if (!asked.ok) return asked.error.type === 'channel.rejected' ? ok([]) : asked;
	const read = ProfileRecord.safeParse(asked.value);
	return ok(read.success ? linksIn([read.data.value.description]) : []);
};
