import type { JsonObject } from '#kernel/json.ts';
import type { QuotePolicy } from '#kernel/quoting.ts';

import type { ActorAddresses } from './addresses.ts';
import { type Audience, PUBLIC } from './audience.ts';
import { asForeign, type Foreign, idOf, idsOf, sameOrigin } from './read.ts';

/** SPEC: FEP-044f; JSON-LD may write a word out. */
const REQUEST = /^(https:\/\/w3id\.org\/fep\/044f#)?QuoteRequest$/;
export const isQuoteRequest = (types: readonly string[]): boolean => types.some((type) => REQUEST.test(type));

/** The address of the post that wants to quote; null where it is not the sender's own. */
export const quotingPost = (activity: Foreign, sender: string): string | null => {
	const instrument = activity['instrument'];
	const id = idOf(instrument);
	if (id === null || !sameOrigin(id, sender)) return null;
	const [author = sender] = idsOf(asForeign(instrument)?.['attributedTo']);
	return author === sender ? id : null;
};

/** SPEC: FEP-044f and what was in use before it. The first that names an address counts. */
const QUOTE_WORDS = ['quote', 'quoteUrl', 'quoteUri', '_misskey_quote'];
export const quotedBy = (object: Foreign): string | null => {
	for (const word of QUOTE_WORDS) {
		const id = idOf(object[word]);
		if (id !== null) return id;
	}
	return null;
};

/**
 * Whom a statement names as those who may quote it without asking. What is for few is never opened to all by a quote;
 * where nobody said anything, what everybody may read everybody may quote, as on the other networks.
 */
export const quotableBy = (
	{ id: author, followers }: Pick<ActorAddresses, 'id' | 'followers'>,
	{ audience, wanted = 'everyone' }: { readonly audience: Audience; readonly wanted?: QuotePolicy | undefined },
): string => {
	if (audience === 'private') return author;
	const isOpen = audience === 'public' || audience === 'unlisted';
	return { everyone: isOpen ? PUBLIC : author, followers: isOpen ? followers : author, nobody: author }[wanted];
};

/** What a standing statement announced; older ones announced nothing and are asked by their audience. */
export const policyIn = (
	document: JsonObject,
	actor: Pick<ActorAddresses, 'id' | 'followers'>,
	audience: Audience,
): QuotePolicy => {
	const policy = asForeign(asForeign(document['interactionPolicy'])?.['canQuote']);
	const named = policy === null ? [quotableBy(actor, { audience })] : idsOf(policy['automaticApproval']);
	if (named.includes(PUBLIC)) return 'everyone';
	return named.includes(actor.followers) ? 'followers' : 'nobody';
};
