import type { Answer, Asked } from '../server.ts';

/** SPEC: developers.google.com/youtube/v3/docs/errors. */
export const problem = (status: number, reason: string, message: string): Answer => ({
	status,
	json: { error: { code: status, message, errors: [{ message, domain: 'youtube', reason }] } },
});

export const invalid = (message: string): Answer => problem(400, 'badRequest', message);

export const isAnswer = (one: unknown): one is Answer =>
	typeof one === 'object' && one !== null && typeof (one as { status?: unknown }).status === 'number';

export const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Holds `part` to what there is. */
export const wrongPart = ({ query }: Asked, known: readonly string[]): Answer | null => {
	const parts = (query.get('part') ?? '').split(',').filter(Boolean);
	if (parts.length === 0) return problem(400, 'missingRequiredParameter', 'No filter selected: part is required.');
	const odd = parts.find((part) => !known.includes(part));
	return odd === undefined ? null : problem(400, 'unknownPart', `${odd} is no part of this resource.`);
};

/** One page of a list, newest first or as it stands. */
export const paged = <T>(all: readonly T[], { query }: Asked, most: number) => {
	const limit = Number(query.get('maxResults') ?? 20);
	if (!(limit >= 1 && limit <= most)) return invalid(`Invalid value for maxResults: it is between 1 and ${most}.`);
	const from = Number(query.get('pageToken') ?? 0);
	const next = from + limit < all.length ? { nextPageToken: String(from + limit) } : {};
	return { items: all.slice(from, from + limit), next, info: { totalResults: all.length, resultsPerPage: limit } };
};
