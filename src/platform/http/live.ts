import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

import type { Actor } from '#kernel/permission.ts';
import { unitsWhere } from '#kernel/permission.ts';

import type { Events, LiveEvent } from '../events.ts';
import { problem } from './problem.ts';

/** A comment line this often keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 25_000;

/** So many of the last events a line that was cut off can catch up on. */
const KEPT = 2000;

interface Needs {
	readonly events: Events;
	readonly identify: (request: Request) => Promise<Actor | null>;
	/** Resolves when the office closes, so that open streams end in order. */
	readonly closing: AbortSignal;
	/** Tells the numbers of this process from those of others, and of itself before. */
	readonly run: string;
}

interface Numbered {
	readonly n: number;
	/** Null: something was missed, nobody knows what. */
	readonly event: LiveEvent | null;
}

/** `GET /api/events`: tells a signed-in desk what changed, and `missed` when it should ask for everything again. After a cut it goes on behind `Last-Event-ID`. */
export const mountLive = (app: Hono, { events, identify, closing, run }: Needs): void => {
	const bus = numbered(events);
	app.get('/api/events', async (c) => {
		const actor = await identify(c.req.raw);
		if (actor === null) return problem(c, 401, { type: 'access.sign-in' });
		const units = unitsWhere(actor, 'desk.use');
		const concerns = (event: LiveEvent) =>
			!event.here?.silent && (event.unitId === undefined || units === 'all' || units.includes(event.unitId));
		const heard = c.req.header('last-event-id');
		return streamSSE(c, async (stream) => {
			const gone = new Promise<void>((resolve) => {
				stream.onAbort(resolve);
				closing.addEventListener('abort', () => resolve(), { once: true });
			});
			const write = (event: string, data: string, n: number) =>
				void stream.writeSSE({ event, data, id: `${run}.${n}` }).catch(() => undefined);
			const tell = ({ n, event }: Numbered): void => {
				if (event === null) write('missed', '', n);
				if (event === null || !concerns(event)) return;
				const { here: _, ...said } = event;
				write('change', JSON.stringify(said), n);
			};
			// NOTE: nothing is awaited between looking back and listening on: no event falls in between.
			const since = bus.since(heard, run);
			const off = bus.listen(tell);
			write('ready', '', since === null || since.length === 0 ? bus.last() : (since[0]?.n ?? 1) - 1);
			if (since === null) write('missed', '', bus.last());
			for (const one of since ?? []) tell(one);
			const beat = setInterval(() => void stream.write(': \n\n').catch(() => undefined), HEARTBEAT_MS);
			await gone;
			clearInterval(beat);
			off();
		});
	});
};

/** The events of this process in order, the last of them kept. */
const numbered = (events: Events) => {
	const listeners = new Set<(one: Numbered) => void>();
	let kept: Numbered[] = [];
	let last = 0;
	const tell = (event: LiveEvent | null): void => {
		last += 1;
		const one = { n: last, event };
		kept.push(one);
		if (kept.length > 2 * KEPT) kept = kept.slice(-KEPT);
		for (const listener of listeners) listener(one);
	};
	events.subscribe(tell, () => tell(null));
	return {
		last: () => last,
		listen(listener: (one: Numbered) => void) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		/** What came after it; null where that is not known any more. A line that never was has missed nothing. */
		since(id: string | undefined, run: string): readonly Numbered[] | null {
			if (id === undefined || id === '') return [];
			const [of, n] = id.split('.');
			const number = Number(n);
			if (of !== run || !Number.isInteger(number) || number > last) return null;
			return number < (kept[0]?.n ?? last + 1) - 1 ? null : kept.filter((one) => one.n > number);
		},
	};
};
