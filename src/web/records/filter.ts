import { type Instant, minutes, plus, readWallTime, toIso } from '#kernel/time.ts';

/** What the list of records shows, as it stands in the address. Days are days of the authority. */
export interface Filter {
	readonly subject?: string;
	readonly kind?: string;
	readonly unit?: string;
	readonly from?: string;
	readonly to?: string;
}

const keys = ['subject', 'kind', 'unit', 'from', 'to'] as const;

export const readFilter = (search: Readonly<Record<string, unknown>>): Filter =>
	Object.fromEntries(
		keys.flatMap((key) => (typeof search[key] === 'string' && search[key] !== '' ? [[key, search[key]]] : [])),
	);

/** The filter as a link carries it. */
export const toSearch = (filter: Filter): Record<string, string> =>
	Object.fromEntries(keys.flatMap((key) => (filter[key] ? [[key, filter[key]]] : [])));

/** The filter as the office takes it: whole days, the last one included. */
export const toQuery = ({ subject, kind, unit, from, to }: Filter, zone: string) => {
	const start = from ? at(`${from}T00:00`, zone) : null;
	const end = to ? at(`${to}T23:59`, zone) : null;
	return {
		...(subject ? { subject } : {}),
		...(kind ? { kind } : {}),
		...(unit ? { unitId: unit } : {}),
		...(start === null ? {} : { from: toIso(start) }),
		...(end === null ? {} : { to: toIso(plus(end, minutes(1))) }),
	};
};

const at = (local: string, zone: string): Instant | null => {
	const reading = readWallTime({ local, zone });
	if (reading.kind === 'unreadable') return null;
	return reading.kind === 'twice' ? reading.later : reading.at;
};
