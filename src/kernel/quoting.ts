/** Who may quote a post. From wide to narrow. */
export const quotePolicies = ['everyone', 'followers', 'nobody'] as const;
export type QuotePolicy = (typeof quotePolicies)[number];

/** What a network is told: what is wanted, or nobody where it cannot tell so finely. Never wider; null where nothing was wanted or can be said. */
export const quotesAt = (
	wanted: QuotePolicy | null | undefined,
	able: readonly QuotePolicy[] | undefined,
): QuotePolicy | null => {
	if (!wanted || able === undefined) return null;
	if (able.includes(wanted)) return wanted;
	return able.includes('nobody') ? 'nobody' : null;
};
