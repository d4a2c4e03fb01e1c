import { holdsAddress } from './counting.ts';

/** What a network that bills by the call distinguishes. */
export const priceKinds = ['post', 'post-with-link', 'summoned-reply', 'own-read', 'read'] as const;
export type PriceKind = (typeof priceKinds)[number];

/** Millionths of a US dollar: prices are whole numbers of them, and so are sums. */
export type Micro = number;
export type Prices = Readonly<Record<PriceKind, Micro>>;

/** SPEC: X changelog, prices as of August 2026. An administrator changes them when X does. */
export const firstPrices: { readonly asOf: string; readonly prices: Prices } = {
	asOf: '2026-08-22',
	prices: {
		post: 15_000,
		'post-with-link': 200_000,
		'summoned-reply': 10_000,
		'own-read': 1_000,
		read: 5_000,
	},
};

export interface PricedCopy {
	readonly text: string;
	readonly link?: string | undefined;
	/** It answers somebody else, not a part of our own thread. */
	readonly answersOthers: boolean;
}

/** What a copy counts as: an address makes any copy the dearest kind, whether it is its own or that of the house. */
export const kindOfCopy = ({ text, link, answersOthers }: PricedCopy): PriceKind => {
	if (link !== undefined || holdsAddress(text)) return 'post-with-link';
	return answersOthers ? 'summoned-reply' : 'post';
};
