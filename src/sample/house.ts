import type { z } from 'zod';

import type { Endpoint } from '#contract/endpoint.ts';
import type { Actor } from '#kernel/permission.ts';
import { days, hours, type Instant, minutes, plus, readWallTime, seconds } from '#kernel/time.ts';
import type { OfficeSettings } from '../corridor.ts';
import { type OpenOffice, openOffice } from '../office.ts';
import { coarseClock } from './coarse-clock.ts';
import type { SampleMoment } from './course.ts';

const ACTOR = 'x-sample-actor';
/** Long enough for every source to be asked once more. */
const BETWEEN_ROUNDS = seconds(5);

/** The office while its sample is being told: nobody reaches it from outside, and its clock jumps. */
export interface House {
	readonly office: OpenOffice;
	readonly zone: string;
	/** The first moment of today in the authority's zone. */
	readonly now: Instant;
	/** Calls an address of the API as a person of the sample. Throws when the office refuses: the sample is wrong then. */
	call<I extends z.ZodType, O extends z.ZodType>(
		endpoint: Endpoint<I, O>,
		input: z.input<I>,
		actor: Actor,
	): Promise<z.output<O>>;
	upload(
		picture: {
			readonly unitId: string;
			readonly folderId: string | undefined;
			readonly name: string;
			readonly bytes: Uint8Array;
		},
		actor: Actor,
	): Promise<string>;
	/** Goes on to a moment; what falls due on the way happens. A moment that has passed changes nothing. */
	goTo(at: Instant): Promise<void>;
	goOn(ms: number): Promise<void>;
	/** Lets every source be asked for what came in, and the housekeeping be done. */
	lookRound(): Promise<void>;
	/** The instant of a wall time some days from today. */
	at(moment: SampleMoment): Instant;
	/** The same as wall time. */
	wall(moment: SampleMoment): string;
	close(): Promise<void>;
}

export const SAMPLE_ZONE = 'Europe/Berlin';

/** Opens the office on its own clock, which stands at `start`. */
export const openHouse = async (settings: OfficeSettings, now: Instant, start: Instant): Promise<House> => {
	const clock = coarseClock(start);
	// NOTE: of its own, because nearly all the time of eight weeks would go into rounds in which nothing is new.
	const rounds = coarseClock(start);
	const actors = new Map<string, Actor>();
	const office = await openOffice({
		...settings,
		databaseUrl: unhurried(settings.databaseUrl),
		...{ clock, rounds },
		role: 'all',
		// Its weeks pass in seconds: what comes in is read when its story says so.
		streams: false,
		logLevel: 'silent',
		identifyAs: (request) => actors.get(request.headers.get(ACTOR) ?? '') ?? null,
	});
	const idle = () => office.idle();
	const ask = async (path: string, init: RequestInit, actor: Actor): Promise<unknown> => {
		actors.set(actor.id, actor);
		const headers = { 'content-type': 'application/json', [ACTOR]: actor.id };
		const answer = await office.fetch(new Request(`${settings.origin}${path}`, { ...init, headers }));
		const body: unknown = await answer.json();
		if (!answer.ok) throw new Error(`the sample does not fit: ${init.method} ${path}: ${JSON.stringify(body)}`);
		return body;
	};
	const wall = ({ day, at }: SampleMoment): string => fromNow(now, at) ?? `${dayFrom(now, day)}T${at}`;

	return {
		office,
		zone: SAMPLE_ZONE,
		now,
		async call(endpoint, input, actor) {
			const { path, body } = place(endpoint, { ...(input as object) });
			return endpoint.output.parse(await ask(path, { method: endpoint.method, body }, actor));
		},
		async upload({ unitId, folderId, name, bytes }, actor) {
			const query = new URLSearchParams({ unitId, name, ...(folderId ? { folderId } : {}) });
			const path = `/api/media?${query}`;
			const made = await ask(path, { method: 'POST', body: Buffer.from(bytes) }, actor);
			return (made as { id: string }).id;
		},
		async goTo(at) {
			await clock.jumpTo(at, idle);
			if (clock.now() - rounds.now() >= days(1)) await rounds.jumpTo(clock.now(), idle);
		},
		goOn: (ms) => clock.jumpTo(plus(clock.now(), ms), idle),
		async lookRound() {
			await clock.jumpTo(plus(clock.now(), BETWEEN_ROUNDS), idle);
			await rounds.jumpTo(clock.now(), idle);
		},
		wall,
		at(moment) {
			const reading = readWallTime({ local: wall(moment), zone: SAMPLE_ZONE });
			if (reading.kind === 'unreadable') throw new Error(`no moment: ${moment.day} ${moment.at}`);
			return reading.kind === 'twice' ? reading.earlier : reading.at;
		},
		close: () => office.close(),
	};
};

/** Does not wait for the disk at every step: a sample that is cut short is told anew from its beginning. */
const unhurried = (databaseUrl: string): string => {
	const url = new URL(databaseUrl);
	if (!url.searchParams.has('options')) url.searchParams.set('options', '-c synchronous_commit=off');
	return url.href;
};

const FIVE = minutes(5);

/** The wall time some hours from now, to the nearest five minutes; nothing for a time of day. */
const fromNow = (now: Instant, at: string): string | undefined => {
	const [, sign, hour, minute] = /^([+-])(\d+):(\d\d)$/.exec(at) ?? [];
	if (sign === undefined) return undefined;
	const away = hours(Number(hour)) + minutes(Number(minute));
	const then = Math.round((sign === '+' ? now + away : now - away) / FIVE) * FIVE;
	return new Intl.DateTimeFormat('sv-SE', {
		...{ timeZone: SAMPLE_ZONE, dateStyle: 'short', timeStyle: 'short' },
	})
		.format(then)
		.replace(' ', 'T');
};

/** `2026-11-23`, some days from the day of `now` in the sample's zone. */
export const dayFrom = (now: Instant, day: number): string => {
	const today = new Intl.DateTimeFormat('sv-SE', { timeZone: SAMPLE_ZONE }).format(now);
	const noon = new Date(`${today}T12:00:00Z`);
	noon.setUTCDate(noon.getUTCDate() + day);
	return noon.toISOString().slice(0, 10);
};

const place = (endpoint: Endpoint, rest: Record<string, unknown>): { path: string; body: string | null } => {
	const path = endpoint.path.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => {
		const value = rest[name];
		delete rest[name];
		return encodeURIComponent(String(value));
	});
	if (endpoint.method !== 'GET') return { path, body: JSON.stringify(rest) };
	const pairs = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
	const query = new URLSearchParams(pairs).toString();
	return { path: query ? `${path}?${query}` : path, body: null };
};
