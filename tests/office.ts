import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { z } from 'zod';

import type { Endpoint } from '#contract/endpoint.ts';
import type { Actor } from '#kernel/permission.ts';
import { instant } from '#kernel/time.ts';
import { woundClock } from '#platform/clock.ts';
import { ensureDeskBuilt } from '#platform/http/desk.ts';

import type { OfficeSettings } from '../src/corridor.ts';
import { openOffice } from '../src/office.ts';
import { listen } from '../src/serve.ts';
import { freshDatabase } from './database.ts';
import { openFront, world } from './federation/world/front.ts';

export interface CallAnswer<T> {
	readonly status: number;
	/** The endpoint's answer when it went well; else the problem. */
	readonly body: T;
	readonly problem: { readonly type: string; readonly detail?: unknown } | null;
}

interface Opening {
	readonly at: string;
	readonly lab?: boolean;
	/** Serve the built desk as well: for journeys in a browser. */
	readonly desk?: boolean;
	/** Keep lines to the networks open: what they say comes by itself, whenever it comes. */
	readonly streams?: boolean;
	/** `host:port` of a virus scanner. */
	readonly scanner?: string;
	/** Its name in the test world; it answers there under TLS then. */
	readonly name?: string;
}

/** The whole office on a database of its own, real HTTP on loopback, and a clock that only moves when it is wound. */
export const startTestOffice = async ({ at, lab = true, desk = false, streams = false, scanner, name }: Opening) => {
	const clock = woundClock(instant(at));
	const database = await freshDatabase();
	const data = await mkdtemp(join(tmpdir(), 'amtsfunk-test-'));
	const listening = await listen({ port: 0, host: '127.0.0.1' });
	const base = `http://127.0.0.1:${listening.port}`;
	const front = name === undefined ? undefined : await openFront(listening.port);
	const origin = front === undefined ? base : `https://${name}:${front.port}`;
	const actors = new Map<string, Actor>();
	const settings: OfficeSettings = {
		databaseUrl: database.url,
		key: randomBytes(32),
		data,
		origin,
		lab,
		role: 'all',
		tsaUrl: undefined,
		scanner,
		logLevel: 'silent',
		clock,
		streams,
		...(front ? { world } : {}),
		...(desk ? { desk: await ensureDeskBuilt(join(import.meta.dirname, '..'), () => undefined) } : {}),
		identifyAs: (request) => actors.get(request.headers.get('x-actor') ?? '') ?? null,
	};
	const office = await openOffice(settings);
	listening.answerWith(office);

	return {
		office,
		origin,
		/** What it was opened with, for who opens it again. */
		settings,
		/** Where tests reach it, past whatever stands in front. */
		base,
		clock,
		/** Winds the clock to `iso`, with everything that falls due on the way done. */
		at: (iso: string) => clock.windTo(instant(iso), () => office.idle()),
		/** Lets everything that is due now finish. */
		settle: () => clock.windTo(clock.now(), () => office.idle()),
		/** Calls an endpoint over HTTP as `actor` (nobody when absent). */
		async call<I extends z.ZodType, O extends z.ZodType>(
			endpoint: Endpoint<I, O>,
			input: z.input<I>,
			actor?: Actor,
		): Promise<CallAnswer<z.output<O>>> {
			if (actor) actors.set(actor.id, actor);
			const { path, query, body } = spread(endpoint, { ...(input as object) });
			const response = await fetch(`${base}${path}${query}`, {
				method: endpoint.method,
				headers: { 'content-type': 'application/json', ...(actor ? { 'x-actor': actor.id } : {}) },
				...(endpoint.method === 'GET' ? {} : { body }),
			});
			const answer = (await response.json()) as z.output<O> & { type: string };
			return { status: response.status, body: answer, problem: response.ok ? null : answer };
		},
		async close() {
			await front?.close();
			await listening.close();
			await office.close();
			await database.drop();
			await rm(data, { recursive: true, force: true });
		},
	};
};

export type TestOffice = Awaited<ReturnType<typeof startTestOffice>>;

/** Splits an input into path, query and body as the endpoint takes them. */
const spread = (endpoint: Endpoint, input: Record<string, unknown>) => {
	const rest = { ...input };
	const path = endpoint.path.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => {
		const value = rest[name];
		delete rest[name];
		return encodeURIComponent(String(value));
	});
	const pairs = Object.entries(rest).filter(([, value]) => value !== undefined);
	const query = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
	return { path, query: endpoint.method === 'GET' && query ? `?${query}` : '', body: JSON.stringify(rest) };
};

/** A person with one role, for tests that care about rights and not about signing in. */
export const actorWith = (
	role: Actor['grants'][number]['role'],
	units: readonly string[] | 'all',
	id: string = role,
): Actor => ({
	kind: 'person',
	id,
	name: `Probe ${id}`,
	grants: [{ role, units }],
	elevated: true,
});
