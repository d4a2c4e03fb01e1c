import type { Account } from '../plain/state.ts';
import { spend, type World } from '../plain/world.ts';
import type { Answer } from '../server.ts';
import { graphError } from './words.ts';

export type UsageType = 'pages' | 'instagram';
/** SPEC: codes of the business use cases. */
const CODES = { pages: 80_001, instagram: 80_002 } as const;

export const keyRefused = (who: 'none' | 'unknown' | 'expired' | 'revoked'): Answer => {
	if (who === 'none') return graphError(104, 'An access token is required to request this resource.', { status: 400 });
	const words = {
		unknown: ['Invalid OAuth access token - Cannot parse access token', 467],
		expired: ['Error validating access token: Session has expired.', 463],
		revoked: ['Error validating access token: The user has not authorized the application.', 458],
	} as const;
	const [message, subcode] = words[who];
	return graphError(190, message, { subcode, status: 401 });
};

const MOST_CALLS = 4800;
const HOUR_MS = 3_600_000;

/** SPEC: business use case limits: answers say in per cent what is used up. */
export const withUsage = (
	world: World,
	{ page, type }: { readonly page: Account; readonly type: UsageType },
	answer: () => Answer | Promise<Answer>,
): Answer | Promise<Answer> => {
	const { allowed, remaining, resetAt } = spend(world, page.id, { most: MOST_CALLS, ms: HOUR_MS });
	const used = allowed ? Math.floor(((MOST_CALLS - remaining) / MOST_CALLS) * 100) : 100;
	const minutes = allowed ? 0 : Math.ceil((resetAt - world.clock.now()) / 60_000);
	const headers = usageHeader(page.id, type, { used, minutes });
	const refused = (): Answer =>
		graphError(CODES[type], `(#${CODES[type]}) There have been too many calls to this account.`);
	const told = (one: Answer): Answer => ({ ...one, headers: { ...headers, ...one.headers } });
	const made = allowed ? answer() : refused();
	return made instanceof Promise ? made.then(told) : told(made);
};

const usageHeader = (
	page: string,
	type: UsageType,
	{ used, minutes }: { readonly used: number; readonly minutes: number },
) => ({
	'x-business-use-case-usage': JSON.stringify({
		[page]: [
			{
				...{ type, call_count: used, total_cputime: 0, total_time: 0 },
				estimated_time_to_regain_access: minutes,
			},
		],
	}),
});

/** SPEC: the header that says when a refused caller may come again. */
export const resetHeader = (type: UsageType, ms: number): readonly [string, string] => {
	const minutes = Math.ceil(ms / 60_000);
	return ['x-business-use-case-usage', usageHeader('1', type, { used: 100, minutes })['x-business-use-case-usage']];
};
