import { z } from 'zod';

import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { minutes, plus } from '#kernel/time.ts';

import { authorizeUrl, exchangeCode, register } from './adapters/mastodon/connect.ts';
import { type ConnectFailure, refusesKey, toConnectFailure } from './connect-account.ts';
import { serverOrigin } from './domain/server-address.ts';
import type { ChannelsNeeds } from './needs.ts';
import { insertAuthorisation, takeAuthorisation } from './store.ts';

export const CALLBACK_PATH = '/api/presences/mastodon/callback';
/** How long the owner may take to agree. */
const PATIENCE_MS = minutes(15);
const CONTEXT = 'channels_authorisation.sealed';

/** What is kept between asking and the owner's answer. */
const Pending = z.object({
	actor: z.object({ kind: z.enum(['person', 'token', 'system', 'guest']), id: z.string(), name: z.string() }),
	/** A new presence, or the one that gets a new key. */
	purpose: z.union([
		z.object({ wanted: z.object({ unitId: z.string(), name: z.string(), sharedBelow: z.boolean() }) }),
		z.object({ presenceId: z.string() }),
	]),
	registration: z.object({
		origin: z.string(),
		clientId: z.string(),
		clientSecret: z.string(),
		redirectUri: z.string(),
		verifier: z.string(),
	}),
});
type Pending = z.infer<typeof Pending>;

export interface Agreed {
	readonly actor: Actor;
	readonly purpose: Pending['purpose'];
	readonly server: string;
	readonly token: string;
}
export type FinishFailure = ConnectFailure | { readonly type: 'presence.authorisation-over' };

/** Asks the owner of a Mastodon account to agree, and understands the answer. The state works once, for a quarter of an hour. */
export const createMastodonAuthorisation = (needs: ChannelsNeeds) => {
	const { db, clock, ids, sealer, origin } = needs;
	const stateKey = (state: string) => sealer.fingerprint('channels.authorisation', state);

	return {
		async begin(
			actor: Actor,
			{ server, unitId, purpose }: { server: string; unitId: string; purpose: Pending['purpose'] },
		): Promise<Result<{ authorizeUrl: string }, ConnectFailure>> {
			if (!may(actor, 'presence.manage', unitId)) return fail({ type: 'access.denied' });
			const at = serverOrigin(server);
			if (at === null) return fail({ type: 'presence.no-such-server' });
			if (refusesKey(needs, at)) return fail({ type: 'presence.real-key-in-lab' });
			const asking = { origin: at, redirectUri: `${origin}${CALLBACK_PATH}`, verifier: ids.secret() };
			const registration = await register(needs, asking);
			if (!registration.ok) return fail(toConnectFailure(registration.error));
			const state = ids.secret();
			const { kind, id, name } = actor;
			const pending: Pending = { actor: { kind, id, name }, purpose, registration: registration.value };
			await db.transact('begin authorisation', async (tx) => {
				const sealed = sealer.seal(JSON.stringify(pending), CONTEXT);
				await insertAuthorisation(tx, { state: stateKey(state), sealed, expiresAt: plus(clock.now(), PATIENCE_MS) });
				return ok(undefined);
			});
			return ok({ authorizeUrl: await authorizeUrl(registration.value, state) });
		},

		async finish(state: string, code: string): Promise<Result<Agreed, FinishFailure>> {
			const taken = await db.transact('finish authorisation', async (tx) =>
				ok(await takeAuthorisation(tx, stateKey(state), clock.now())),
			);
			const sealed = taken.ok ? taken.value : null;
			if (sealed === null) return fail({ type: 'presence.authorisation-over' });
			const { actor, purpose, registration } = Pending.parse(JSON.parse(sealer.open(sealed, CONTEXT).toString('utf8')));
			const token = await exchangeCode(needs, registration, code);
			if (!token.ok) return fail(toConnectFailure(token.error));
			// The right was checked when the actor began; what comes back acts for that one purpose only.
			const grants: Actor['grants'] = [{ role: 'central', units: 'all' }];
			const purposeful: Actor = { ...actor, grants, elevated: false };
			return ok({ actor: purposeful, purpose, server: registration.origin, token: token.value });
		},
	};
};
