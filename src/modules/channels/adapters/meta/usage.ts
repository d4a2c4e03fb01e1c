import { z } from 'zod';

import { type Instant, minutes, plus } from '#kernel/time.ts';

import { waitUntil } from '../outcome.ts';

/** SPEC: developers.facebook.com/docs/graph-api/overview/rate-limiting: per cent of what may be asked in the window that rolls on. */
const Share = z.looseObject({
	call_count: z.number().default(0),
	total_cputime: z.number().default(0),
	total_time: z.number().default(0),
	/** In minutes; 0 while nothing is refused. */
	estimated_time_to_regain_access: z.number().default(0),
});
const Business = z.record(z.string(), z.array(Share));

export interface Usage {
	/** The fullest of all counts, in per cent. */
	readonly used: number;
	readonly regainMs: number;
}

/** What the headers of an answer say is used up; null where they say nothing. */
export const readUsage = (headers: Headers): Usage | null => {
	const shares = [
		...[headers.get('x-app-usage'), headers.get('x-page-usage')].flatMap(
			(text) => Share.safeParse(parse(text)).data ?? [],
		),
		...Object.values(Business.safeParse(parse(headers.get('x-business-use-case-usage'))).data ?? {}).flat(),
	];
	if (shares.length === 0) return null;
	const used = shares.map(({ call_count, total_cputime, total_time }) =>
		Math.max(call_count, total_cputime, total_time),
	);
	const regain = shares.map(({ estimated_time_to_regain_access }) => estimated_time_to_regain_access);
	return { used: Math.max(...used), regainMs: minutes(Math.max(...regain)) };
};

const parse = (text: string | null): unknown => {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return null;
	}
};

/** When a refused request may go again. */
export const regainAt = (headers: Headers, now: Instant): Instant => {
	const regainMs = readUsage(headers)?.regainMs ?? 0;
	return regainMs > 0 ? plus(now, regainMs) : waitUntil({ headers, body: null }, now);
};
