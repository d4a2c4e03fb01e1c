import { days, minutes } from '#kernel/time.ts';

import type { FederationNeeds } from './needs.ts';

/** Counts what one sender does in a minute. Kept in memory, under a keyed hash that changes every day. */
export const createRate = ({ clock, sealer }: Pick<FederationNeeds, 'clock' | 'sealer'>, most: number) => {
	const counts = new Map<string, number>();
	let minute = 0;
	/** True while the sender may go on. */
	return (sender: string): boolean => {
		const now = Math.floor(clock.now() / minutes(1));
		if (now !== minute) counts.clear();
		minute = now;
		const name = sealer.fingerprint(`federation.rate.${Math.floor(clock.now() / days(1))}`, sender);
		const count = (counts.get(name) ?? 0) + 1;
		counts.set(name, count);
		return count <= most;
	};
};

/** An address stands for its whole household or office: /24 in IPv4, /48 in IPv6. */
export const prefixOf = (address: string): string =>
	address.includes(':') ? address.split(':').slice(0, 3).join(':') : address.split('.').slice(0, 3).join('.');
