import type { AppNetwork } from '#kernel/channel-name.ts';
import type { Rights } from '#kernel/right-use.ts';

import type { Allowances } from '../allowance.ts';
import { type Api, createGrantedApi, type Wording } from '../granted-api.ts';
import type { App, GrantedCredentials } from '../keys.ts';
import type { NetworkNeeds } from '../network.ts';
import type { OAuthFacts } from '../oauth.ts';
import type { Session } from '../session.ts';
import { secretProof } from './graph.ts';

export const META_SERVER = 'https://graph.facebook.com';
/** SPEC: changelog of the Graph API: version 25.0 of 2026-02-18 answers until 2028-07-29. */
export const VERSION = '/v25.0';
const META_WEB = 'https://www.facebook.com';

/** SPEC: facebook-login, manual flow: agreement stands at www.facebook.com, tokens at the Graph API. */
export const metaOAuth =
	(rights: Rights) =>
	(server: string): OAuthFacts => ({
		authorize: new URL(`${VERSION}/dialog/oauth`, server === META_SERVER ? META_WEB : server),
		token: new URL(`${VERSION}/oauth/access_token`, server),
		rights,
		separator: ',',
		client: 'body',
	});

interface Speaking {
	readonly network: AppNetwork;
	readonly server: string;
	readonly session: Session;
	readonly app: App | null;
	readonly wording: Wording;
	readonly allowances?: Allowances;
}

/** Signs with the app's secret where it is known here: a token that was stolen is worth nothing then. */
export const openMetaApi = (
	needs: NetworkNeeds,
	{ network, server, session, app, wording, allowances }: Speaking,
): Api =>
	createGrantedApi(
		{
			...{ server, session, wording },
			...(allowances ? { allowances } : {}),
			async proof(token) {
				const known = app ?? (await needs.appOf(network));
				return known ? [['appsecret_proof', await secretProof(token, known)]] : [];
			},
		},
		needs,
	);

/** Calls with a key that no presence holds yet. */
export const openMetaOnce = (
	needs: NetworkNeeds,
	speaking: Pick<Speaking, 'network' | 'server' | 'wording'>,
	{ accessToken, app }: Pick<GrantedCredentials, 'accessToken' | 'app'>,
): Api => {
	const lost = { ok: false, error: { type: 'channel.unauthorised', reason: 'the key has run out' } } as const;
	const session = { accessToken: () => accessToken, refresh: async () => lost };
	return openMetaApi(needs, { ...speaking, app, session });
};
