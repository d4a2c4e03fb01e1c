import { createHmac } from 'node:crypto';

import { days, minutes } from '#kernel/time.ts';

import type { FederationNeeds } from './needs.ts';

export interface Rate {
	/** True while the sender may go on. */
	may(sender: string): boolean;
	count(sender: string): void;
	/** Both at once. */
	take(sender: string): boolean;
}

/** How a sender is called while it is counted. */
type NameOf = (sender: string) => string;

/** Addresses are kept in memory only, under a keyed hash that changes every day. */
export const hiddenNames = ({ clock, sealer }: Pick<FederationNeeds, 'clock' | 'sealer'>): NameOf => {
	let [day, key] = [0, ''];
	return (sender) => {
		const today = Math.floor(clock.now() / days(1));
		if (today !== day) key = sealer.fingerprint('federation.rate', String(today));
		day = today;
		return createHmac('sha256', key).update(sender).digest('base64');
	};
};

/** Counts what one sender does in a minute. */
export const createRate = (
	{ clock }: Pick<FederationNeeds, 'clock'>,
	most: number,
	called: NameOf = (name) => name,
): Rate => {
	const counts = new Map<string, number>();
	let minute = 0;
	const nameOf = (sender: string): string => {
		const now = Math.floor(clock.now() / minutes(1));
		if (now !== minute) counts.clear();
		minute = now;
		return called(sender);
	};
	const add = (name: string): number => {
		const count = (counts.get(name) ?? 0) + 1;
		counts.set(name, count);
		return count;
	};
	return {
		may: (sender) => (counts.get(nameOf(sender)) ?? 0) < most,
		count: (sender) => void add(nameOf(sender)),
		take: (sender) => add(nameOf(sender)) <= most,
	};
};

/** An address stands for its whole household or office: /24 in IPv4, /48 in IPv6. */
export const prefixOf = (address: string): string =>
	address.includes(':') ? address.split(':').slice(0, 3).join(':') : address.split('.').slice(0, 3).join('.');
