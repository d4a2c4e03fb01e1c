import type { Answer } from '../server.ts';

const TITLES: Readonly<Record<number, string>> = {
	400: 'Invalid Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found Error',
	429: 'Too Many Requests',
	503: 'Service Unavailable',
};

/** SPEC: docs.x.com/x-api/fundamentals/response-codes-and-errors, problem+json. */
export const problem = (status: number, type: string, detail: string): Answer => ({
	status,
	json: {
		title: TITLES[status] ?? 'Error',
		detail,
		type: type === 'about:blank' ? type : `https://api.x.com/2/problems/${type}`,
		status,
	},
});

/** SPEC: requests that do not fit the schema. */
export const invalid = (message: string): Answer => ({
	status: 400,
	json: {
		...{ title: 'Invalid Request', type: 'https://api.x.com/2/problems/invalid-request' },
		...{ detail: 'One or more parameters to your request was invalid.', errors: [{ message }] },
	},
});
