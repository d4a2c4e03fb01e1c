import type { z } from 'zod';

import type { Endpoint } from '#contract/endpoint.ts';
import { type Failure, fail, ok, type Result } from '#kernel/result.ts';

import { hearTime } from './now.ts';

/** Why the office did not do it: its word for the failure, and what the sentence to it needs. */
export interface CallFailure extends Failure {
	readonly status: number;
	readonly detail: Readonly<Record<string, unknown>>;
}

interface Extras {
	/** Makes a repeat of a creating call harmless. */
	readonly idempotencyKey?: string;
	readonly signal?: AbortSignal;
}

/** Calls one endpoint of the office. Answers are checked against the contract; no connection is a failure like any other. */
export const call = async <I extends z.ZodType, O extends z.ZodType>(
	endpoint: Endpoint<I, O>,
	input: z.input<I>,
	extras: Extras = {},
): Promise<Result<z.output<O>, CallFailure>> => {
	const { path, rest } = fill(endpoint.path, isRecord(input) ? input : {});
	const reading = endpoint.method === 'GET';
	let response: Response;
	try {
		response = await fetch(reading ? path + query(rest) : path, {
			method: endpoint.method,
			headers: headersOf(reading, extras),
			...(reading ? {} : { body: JSON.stringify(rest) }),
			...(extras.signal ? { signal: extras.signal } : {}),
		});
	} catch {
		return fail({ type: 'office.offline', status: 0, detail: {} });
	}
	hearTime(response.headers.get('date'));
	return read(endpoint.output, response);
};

const headersOf = (reading: boolean, { idempotencyKey }: Extras): Record<string, string> => ({
	accept: 'application/json',
	...(reading ? {} : { 'content-type': 'application/json' }),
	...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
});

const read = async <O extends z.ZodType>(output: O, response: Response): Promise<Result<z.output<O>, CallFailure>> => {
	const body: unknown = await response.json().catch(() => undefined);
	if (!response.ok) return fail(failureOf(body, response.status));
	const value = output.safeParse(body);
	return value.success
		? ok(value.data)
		: fail({ type: 'office.broken', status: response.status, detail: { issue: String(value.error.issues[0]?.path) } });
};

/** Reads problem details. What is none (a proxy's page, say) is a broken office. */
export const failureOf = (body: unknown, status: number): CallFailure => {
	if (!isRecord(body) || typeof body['type'] !== 'string') return { type: 'office.broken', status, detail: {} };
	return { type: body['type'], status, detail: isRecord(body['detail']) ? body['detail'] : {} };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const fill = (path: string, input: Readonly<Record<string, unknown>>) => {
	const rest: Record<string, unknown> = { ...input };
	const filled = path.replace(/:(\w+)/g, (_, name: string) => {
		const value = rest[name];
		delete rest[name];
		return encodeURIComponent(String(value));
	});
	return { path: filled, rest };
};

const query = (rest: Readonly<Record<string, unknown>>): string => {
	const given = Object.entries(rest).flatMap(([key, value]) =>
		value === undefined || value === null ? [] : [[key, String(value)]],
	);
	return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
};
