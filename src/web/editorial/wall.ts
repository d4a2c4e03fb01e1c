import type { WallTime } from '#kernel/time.ts';

/** What a field for date and time holds, as wall time in the authority's zone. */
export const toWall = (local: string, zone: string): (WallTime & { readonly [key: string]: string }) | null =>
	local === '' ? null : { local: local.slice(0, 16), zone };
