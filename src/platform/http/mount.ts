import { createHash } from 'node:crypto';

import type { Context, Hono } from 'hono';
import type { z } from 'zod';

import type { Endpoint } from '#contract/endpoint.ts';
import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import type { Failure, Result } from '#kernel/result.ts';

import { clientAddress } from './address.ts';
import type { IdempotencyStore } from './idempotency.ts';
import { isOverladen } from './overladen.ts';
import { type Problems, problem } from './problem.ts';
import { jsonAnswer } from './text-answer.ts';
import { unstorableIn } from './unstorable.ts';

export interface Caller {
	readonly actor: Actor;
	/** The raw request, for handlers that need its headers (language, user agent). */
	readonly request: Request;
	/** Where the request came from, for rate limits kept in memory; never stored. */
	readonly address: string;
	/** Adds a `Set-Cookie` header to the answer, should it go well. */
	setCookie(cookie: string): void;
}

/** What a route's handler is: checked input in, result out, no HTTP in sight. */
export type Handler<I, O, E extends Failure> = (input: I, caller: Caller) => Promise<Result<O, E>>;

/** Mounts one endpoint: authorise, validate, call, translate. The only place where a Result becomes a Response. */
export type Mount = <I extends z.ZodType, O extends z.ZodType, E extends Failure>(
	endpoint: Endpoint<I, O>,
	route: { readonly problems: Problems<E>; readonly handle: Handler<z.output<I>, z.input<O>, E> },
) => void;

export const guest: Actor = { kind: 'guest', id: 'guest', name: 'guest', grants: [], elevated: false };

interface Needs {
	readonly app: Hono;
	readonly identify: (request: Request) => Promise<Actor | null>;
	readonly idempotency: IdempotencyStore;
}

/** Makes the one mounting door and keeps the list of what was mounted, for the API description. */
export const createMount = ({ app, identify, idempotency }: Needs): { mount: Mount; mounted: Endpoint[] } => {
	const mounted: Endpoint[] = [];
	const mount: Mount = (endpoint, { problems, handle }) => {
		mounted.push(endpoint);
		app.on(endpoint.method, endpoint.path, async (c) => {
			const actor = (await identify(c.req.raw)) ?? guest;
			const refusal = refuse(endpoint, actor);
			if (refusal) return problem(c, refusal.status, { type: refusal.type });
			const text = await bodyText(c);
			const work = () => answer(c, endpoint, { actor, text, problems, handle });
			const key = endpoint.creates ? c.req.header('idempotency-key') : undefined;
			return key === undefined
				? work()
				: idempotency.once(c, { key, actor: actor.id, request: fingerprint(c, text) }, work);
		});
	};
	return { mount, mounted };
};

const bodyText = async (c: Context): Promise<string> => (c.req.method === 'GET' ? '' : c.req.text());

const fingerprint = (c: Context, text: string): string =>
	createHash('sha256').update(`${c.req.path}\n${text}`).digest('hex');

interface Call<I, O, E extends Failure> {
	readonly actor: Actor;
	readonly text: string;
	readonly problems: Problems<E>;
	readonly handle: Handler<I, O, E>;
}

const answer = async <I extends z.ZodType, O extends z.ZodType, E extends Failure>(
	c: Context,
	endpoint: Endpoint<I, O>,
	{ actor, text, problems, handle }: Call<z.output<I>, z.input<O>, E>,
): Promise<Response> => {
	const read = readInput(c, endpoint, text);
	if (!read.ok) return problem(c, 400, { type: 'request.unreadable' });
	const odd = unstorableIn(read.value);
	if (odd !== null) return problem(c, 422, invalid([{ path: odd, message: 'holds a sign that is none' }]));
	const input = endpoint.input.safeParse(read.value);
	if (!input.success) return problem(c, 422, invalid(input.error.issues));
	const cookies: string[] = [];
	const setCookie = (cookie: string): void => void cookies.push(cookie);
	const result = await handle(input.data, { actor, request: c.req.raw, address: clientAddress(c), setCookie });
	if (!result.ok) return problem(c, problems[result.error.type as E['type']], result.error);
	for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
	return jsonAnswer(c, JSON.stringify(endpoint.output.parse(result.value)));
};

const refuse = (endpoint: Endpoint, actor: Actor): { status: 401 | 403; type: string } | null => {
	if (endpoint.allow === 'everybody') return null;
	if (actor.kind === 'guest') return { status: 401, type: 'access.sign-in' };
	if (endpoint.allow !== 'signed-in' && !may(actor, endpoint.allow)) return { status: 403, type: 'access.denied' };
	if (endpoint.elevated && !actor.elevated) return { status: 403, type: 'access.second-factor' };
	return null;
};

/** Query and path for GET; body and path for the rest. The path always wins. */
const readInput = (c: Context, endpoint: Endpoint, text: string): { ok: true; value: object } | { ok: false } => {
	if (endpoint.method === 'GET') return { ok: true, value: { ...c.req.query(), ...c.req.param() } };
	try {
		if (isOverladen(text)) return { ok: false };
		const body: unknown = text === '' ? {} : JSON.parse(text);
		if (typeof body !== 'object' || body === null || Array.isArray(body)) return { ok: false };
		return { ok: true, value: { ...body, ...c.req.param() } };
	} catch {
		return { ok: false };
	}
};

const invalid = (issues: readonly Pick<z.core.$ZodIssue, 'path' | 'message'>[]) => ({
	type: 'request.invalid',
	fields: issues.map(({ path, message }) => ({ path: path.join('.'), message })),
});
