import { describe, expect, it } from 'vitest';

import { quotePolicies } from '#kernel/quoting.ts';

import { actorAddresses } from './addresses.ts';
import type { Audience } from './audience.ts';
import { isQuoteRequest, policyIn, quotableBy, quotedBy, quotingPost } from './quoting.ts';

const actor = actorAddresses('https://stadt.example', 'tiefbau');
const audiences: readonly Audience[] = ['public', 'unlisted', 'followers', 'private'];

describe('who may quote', () => {
	it('is read back as it was announced, never wider than the statement itself', () => {
		for (const audience of audiences)
			for (const wanted of quotePolicies) {
				const named = quotableBy(actor, { audience, wanted });
				const document = { interactionPolicy: { canQuote: { automaticApproval: [named] } } };
				const isOpen = audience === 'public' || audience === 'unlisted';
				expect(policyIn(document, actor, audience)).toBe(isOpen ? wanted : 'nobody');
			}
	});
	it('is everybody where nobody said anything, and nobody where few may read', () => {
		expect(audiences.map((audience) => policyIn({}, actor, audience))).toEqual([
			'everyone',
			'everyone',
			'nobody',
			'nobody',
		]);
	});
});

it('a request is known by both its names, and speaks for posts of its sender only', () => {
	expect([['QuoteRequest'], ['https://w3id.org/fep/044f#QuoteRequest'], ['Like']].map(isQuoteRequest)).toEqual([
		true,
		true,
		false,
	]);
	const eva = 'https://peer.example/u/eva';
	const id = 'https://peer.example/n/1';
	expect(quotingPost({ instrument: id }, eva)).toBe(id);
	expect(quotingPost({ instrument: { id, attributedTo: eva } }, eva)).toBe(id);
	expect(quotingPost({ instrument: { id, attributedTo: 'https://peer.example/u/uwe' } }, eva)).toBeNull();
	expect(quotingPost({ instrument: 'https://else.example/n/1' }, eva)).toBeNull();
	expect(quotingPost({}, eva)).toBeNull();
});

it('what is quoted is found under every name in use', () => {
	const page = 'https://stadt.example/beitrag/x';
	for (const word of ['quote', 'quoteUrl', 'quoteUri', '_misskey_quote']) expect(quotedBy({ [word]: page })).toBe(page);
	expect(quotedBy({ quote: { id: page } })).toBe(page);
	expect(quotedBy({})).toBeNull();
});
