import { ok } from '#kernel/result.ts';

import type { MastodonCredentials } from '../keys.ts';
import { type Network, type NetworkNeeds, nothingFits } from '../network.ts';
import { authorizeUrl, exchangeCode, readAccount, register, rights } from './connect.ts';
import { createMastodon } from './mastodon.ts';

export const mastodonNetwork = (needs: NetworkNeeds): Network<MastodonCredentials> => {
	const open = createMastodon(needs);
	return {
		agreement: {
			needsApp: false,
			rights,
			async begin({ server: origin, redirectUri, verifier, state }) {
				const registered = await register(needs, { origin, redirectUri, verifier });
				if (!registered.ok) return registered;
				const { clientId, clientSecret } = registered.value;
				return ok({ app: { clientId, clientSecret }, authorizeUrl: await authorizeUrl(registered.value, state) });
			},
			finish: ({ server: origin, app, redirectUri, verifier, code }) =>
				exchangeCode(needs, { ...app, origin, redirectUri, verifier }, code),
		},
		async connect({ server: origin, secret: token }) {
			const account = await readAccount({ origin, token }, needs);
			if (!account.ok) return account;
			const credentials = { channel: 'mastodon', origin, token, accountId: account.value.remoteId } as const;
			// The same number may mean somebody else at another server.
			const remoteId = `${account.value.remoteId}@${new URL(account.value.url).host}`;
			return ok({ account: { ...account.value, remoteId }, credentials });
		},
		open({ capabilities }, { token, accountId, origin }) {
			const limits = capabilities ?? nothingFits;
			// The practice network has another address every day; what was announced is yesterday's.
			const moved = needs.practicePages !== null && limits.stream !== undefined ? { stream: origin } : {};
			return open({ origin, token, accountId, capabilities: { ...limits, ...moved } });
		},
		probe: (_presence, { origin, token }) => readAccount({ origin, token }, needs),
	};
};
