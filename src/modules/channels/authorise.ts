import { z } from 'zod';

import { OpeningShape } from '#contract/opening.ts';
import { type NetworkName, networkNames } from '#kernel/channel-name.ts';
import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { minutes, plus } from '#kernel/time.ts';
import type { App } from './adapters/keys.ts';
import type { Agreement } from './adapters/network.ts';
import { CALLBACK_PATH, readApp } from './app-store.ts';
import { type ConnectFailure, refusesKey, toConnectFailure } from './connect-account.ts';
import { serverOrigin } from './domain/server-address.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import { openingOf } from './open-presence.ts';
import { insertAuthorisation, takeAuthorisation } from './store.ts';

/** How long the owner may take to agree. */
const PATIENCE_MS = minutes(15);
const CONTEXT = 'channels_authorisation.sealed';

/** What is kept between asking and the owner's answer. */
const Pending = z.object({
	actor: z.object({ kind: z.enum(['person', 'token', 'system', 'guest']), id: z.string(), name: z.string() }),
	/** A new presence, or the one that gets a new key. */
	purpose: z.union([
		z.object({
			wanted: z.object({
				unitId: z.string(),
				name: z.string(),
				sharedBelow: z.boolean(),
				opening: OpeningShape.optional(),
				plannedId: z.string().optional(),
			}),
		}),
		z.object({ presenceId: z.string() }),
	]),
	network: z.enum(networkNames),
	/** Which of the owner's accounts is meant, where one agreement is for several. */
	handle: z.string(),
	server: z.string(),
	app: z.object({ clientId: z.string(), clientSecret: z.string() }),
	verifier: z.string(),
});
type Pending = z.infer<typeof Pending>;

export interface Agreed extends Pick<Pending, 'network' | 'purpose' | 'server' | 'handle'> {
	readonly actor: Actor;
	readonly secret: string;
}
export type BeginFailure =
	| ConnectFailure
	/** Nobody has registered the authority's own app at this network. */
	| { readonly type: 'presence.app-missing' }
	| { readonly type: 'presence.needs-secret' };
export type FinishFailure = ConnectFailure | { readonly type: 'presence.authorisation-over' };

interface Beginning {
	readonly network: NetworkName;
	/** Mastodon: which server. Elsewhere the network's own, or the one set with the app. */
	readonly server?: string;
	readonly handle?: string;
	readonly unitId: string;
	readonly purpose: Pending['purpose'];
}

interface Place {
	readonly agreement: Agreement;
	readonly registered: App | null;
	readonly server: string;
}

/** Asks the owner of an account to agree, and understands the answer. The state works once, for a quarter of an hour. */
export const createAuthorisation = (needs: ChannelsNeeds, networks: Networks) => {
	const { db, clock, ids, sealer, origin } = needs;
	const redirectUri = `${origin}${CALLBACK_PATH}`;
	const stateKey = (state: string) => sealer.fingerprint('channels.authorisation', state);

	/** Where the owner is asked, and as which app. */
	const placeFor = async ({ network, server: wished = '' }: Beginning): Promise<Result<Place, BeginFailure>> => {
		const agreement = networks.agreement(network);
		if (agreement === undefined) return fail({ type: 'presence.needs-secret' });
		const registered = await db.read('app of a network', (tx) => readApp(tx, sealer, network));
		if (agreement.needsApp && registered === null) return fail({ type: 'presence.app-missing' });
		const server = serverOrigin(registered?.server ?? agreement.server ?? wished);
		if (server === null) return fail({ type: 'presence.no-such-server' });
		if (refusesKey(needs, server)) return fail({ type: 'presence.real-key-in-lab' });
		return ok({ agreement, registered, server });
	};

	return {
		async begin(actor: Actor, wish: Beginning): Promise<Result<{ authorizeUrl: string }, BeginFailure>> {
			const { network, handle = '', unitId, purpose } = wish;
			if (!may(actor, 'presence.manage', unitId)) return fail({ type: 'access.denied' });
			const place = await placeFor(wish);
			if (!place.ok) return place;
			// Nobody is sent to a network for what would be refused when they come back.
			const opening =
				'wanted' in purpose
					? await openingOf(needs)(actor, purpose.wanted, { channel: network, practice: false })
					: ok(null);
			if (!opening.ok) return opening;
			const { agreement, registered, server } = place.value;
			const [state, verifier] = [ids.secret(), ids.secret()];
			const begun = await agreement.begin({ server, redirectUri, state, verifier }, registered);
			if (!begun.ok) return fail(toConnectFailure(begun.error));
			const { kind, id, name } = actor;
			const { app, authorizeUrl } = begun.value;
			const pending: Pending = { actor: { kind, id, name }, purpose, network, handle, server, app, verifier };
			await db.transact('begin authorisation', async (tx) => {
				const sealed = sealer.seal(JSON.stringify(pending), CONTEXT);
				await insertAuthorisation(tx, { state: stateKey(state), sealed, expiresAt: plus(clock.now(), PATIENCE_MS) });
				return ok(undefined);
			});
			return ok({ authorizeUrl });
		},

		async finish(state: string, code: string): Promise<Result<Agreed, FinishFailure>> {
			const taken = await db.transact('finish authorisation', async (tx) =>
				ok(await takeAuthorisation(tx, stateKey(state), clock.now())),
			);
			const sealed = taken.ok ? taken.value : null;
			const read = sealed && Pending.safeParse(JSON.parse(sealer.open(sealed, CONTEXT).toString('utf8')));
			// What was begun before an update is begun anew.
			if (!read?.success) return fail({ type: 'presence.authorisation-over' });
			const { actor, purpose, network, handle, server, app, verifier } = read.data;
			const secret = await networks.agreement(network)?.finish({ server, app, redirectUri, verifier, code });
			if (!secret?.ok) return fail(secret ? toConnectFailure(secret.error) : { type: 'presence.authorisation-over' });
			// The right was checked when the actor began; what comes back acts for that one purpose only.
			const grants: Actor['grants'] = [{ role: 'central', units: 'all' }];
			const purposeful: Actor = { ...actor, grants, elevated: false };
			return ok({ actor: purposeful, purpose, network, handle, server, secret: secret.value });
		},
	};
};
export type Authorisation = ReturnType<typeof createAuthorisation>;
