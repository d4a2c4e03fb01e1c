import { fail } from '#kernel/result.ts';

import type { Agreement, NetworkNeeds } from '../network.ts';

/** Meta fetches pictures and films itself: a house that nobody can reach under https cannot show any there. */
export const noPublicAddress = fail({
	type: 'channel.rejected',
	field: 'publicAddress',
	reason: 'this installation has no public address under https',
} as const);

/** Says so before the owner of an account is sent anywhere. */
export const withPublicAddress = ({ mediaAddress }: NetworkNeeds, agreement: Agreement): Agreement =>
	mediaAddress === null ? { ...agreement, noAddress: true, begin: async () => noPublicAddress } : agreement;
