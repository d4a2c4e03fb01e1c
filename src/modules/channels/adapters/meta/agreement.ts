import { fail, ok } from '#kernel/result.ts';

import type { Agreement, NetworkNeeds } from '../network.ts';
import { askTokens, type OAuthFacts, oauthAgreement, readGrant, toTokens } from '../oauth.ts';

/**
 * SPEC: access-tokens/get-long-lived: what the owner's yes gives lasts an hour or two, and is traded at once for one of sixty days.
 * The keys to pages that are read with that one last as long as the agreement.
 */
export const lastingAgreement = (
	needs: NetworkNeeds,
	factsAt: (server: string) => OAuthFacts,
	server: string,
): Agreement => {
	const short = oauthAgreement(needs, factsAt, server);
	return {
		...short,
		async finish(at) {
			const granted = await short.finish(at);
			if (!granted.ok) return granted;
			const grant = readGrant(granted.value);
			if (grant === null) return fail({ type: 'channel.changed', reason: 'unknown answer: tokens' });
			const facts = factsAt(at.server);
			const fields = { grant_type: 'fb_exchange_token', fb_exchange_token: grant.accessToken };
			const longer = await askTokens(needs, facts, { app: at.app, fields, secrets: [grant.accessToken] });
			if (!longer.ok) return longer;
			return ok(JSON.stringify({ ...grant, ...toTokens(longer.value, needs.clock.now(), facts) }));
		},
	};
};
