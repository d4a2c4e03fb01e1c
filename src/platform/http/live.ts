import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

import type { Actor } from '#kernel/permission.ts';
import { unitsWhere } from '#kernel/permission.ts';

import type { Events, LiveEvent } from '../events.ts';
import { problem } from './problem.ts';

/** A comment line this often keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 25_000;

interface Needs {
	readonly events: Events;
	readonly identify: (request: Request) => Promise<Actor | null>;
	/** Resolves when the office closes, so that open streams end in order. */
	readonly closing: AbortSignal;
}

/** `GET /api/events`: tells a signed-in desk what changed, and `missed` when it should ask for everything again. */
export const mountLive = (app: Hono, { events, identify, closing }: Needs): void => {
	app.get('/api/events', async (c) => {
		const actor = await identify(c.req.raw);
		if (actor === null) return problem(c, 401, { type: 'access.sign-in' });
		const units = unitsWhere(actor, 'desk.use');
		const concerns = (event: LiveEvent) =>
			!event.here?.silent && (event.unitId === undefined || units === 'all' || units.includes(event.unitId));
		return streamSSE(c, async (stream) => {
			const gone = new Promise<void>((resolve) => {
				stream.onAbort(resolve);
				closing.addEventListener('abort', () => resolve(), { once: true });
			});
			const write = (event: string, data: string) => void stream.writeSSE({ event, data }).catch(() => undefined);
			const off = events.subscribe(
				({ here, ...event }) =>
					concerns({ ...event, ...(here ? { here } : {}) }) && write('change', JSON.stringify(event)),
				() => write('missed', ''),
			);
			const beat = setInterval(() => void stream.write(': \n\n').catch(() => undefined), HEARTBEAT_MS);
			write('ready', '');
			await gone;
			clearInterval(beat);
			off();
		});
	});
};
