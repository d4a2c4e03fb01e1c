import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sampleEndpoint } from '#contract/sample.ts';
import { machineClock, type WoundClock } from '#platform/clock.ts';
import type { Progress } from '#platform/health.ts';
import { ensureDeskBuilt } from '#platform/http/desk.ts';
import { createLog } from '#platform/log.ts';

import { type Config, readConfig } from '../src/config.ts';
import { keepOpen } from '../src/keep-open.ts';
import type { OpenOffice } from '../src/office.ts';
import { type Listening, listen } from '../src/serve.ts';
import { freshDatabase } from './database.ts';

interface Premises {
	readonly config: Config;
	readonly listening: Listening;
	readonly desk: string | undefined;
	readonly key: Buffer;
}

/** A listener, a database and a data folder: what lasts when the office is closed and opened anew. */
export const samplePremises = async ({ desk = false } = {}) => {
	const database = await freshDatabase();
	const data = await mkdtemp(join(tmpdir(), 'amtsfunk-sample-'));
	const listening = await listen({ port: 0, host: '127.0.0.1' });
	const flags = ['--port', String(listening.port), '--data', data, '--log', 'silent'];
	const config = { ...readConfig(flags, {}), databaseUrl: database.url };
	const built = desk ? await ensureDeskBuilt(join(import.meta.dirname, '..'), () => undefined) : undefined;
	return {
		...{ config, listening, desk: built, key: randomBytes(32) },
		async close() {
			await listening.close();
			await rm(data, { recursive: true, force: true });
		},
	};
};

interface Keeping {
	readonly sample?: boolean;
	/** For who winds the office's clock; the machine's otherwise. */
	readonly clock?: WoundClock;
}

/** The program as `npm start` runs it, short of the process: told to end with `end`. */
export const startKeeping = (premises: Premises, { sample = false, clock }: Keeping = {}) => {
	const { config, listening, key, desk } = premises;
	const ending = new AbortController();
	const said: string[] = [];
	const broke = Promise.withResolvers<never>();
	broke.promise.catch(() => undefined);
	const progress: Progress[] = [];
	const heard: ((progress: Progress) => void)[] = [];
	let office: OpenOffice | null = null;
	const waiting: (() => void)[] = [];
	const kept = keepOpen({
		config: { ...config, sample },
		settings: {
			...config,
			databaseUrl: config.databaseUrl ?? '',
			key,
			...(desk ? { desk } : {}),
			...(clock ? { clock } : {}),
		},
		listening: {
			...listening,
			answerWith(answering) {
				listening.answerWith(answering);
				// NOTE: what answers is the office itself; the listener needs to know less of it.
				office = answering as OpenOffice;
				for (const goOn of waiting.splice(0)) goOn();
			},
			async pause() {
				office = null;
				await listening.pause();
			},
			progress(now) {
				progress.push(now);
				listening.progress(now);
				for (const hear of heard) hear(now);
			},
		},
		ending: ending.signal,
		now: clock?.now ?? machineClock.now,
		say: (line) => void said.push(line),
		log: {
			...createLog('silent'),
			error: (event, fields) => broke.reject(new Error(`${event}: ${String(fields?.['reason'])}`)),
		},
	});
	return {
		origin: config.origin,
		said,
		progress,
		/** The office that is open now. */
		now(): OpenOffice {
			if (office === null) throw new Error('the office is closed');
			return office;
		},
		/** Resolves once somebody answers. */
		open: () => {
			const opened = new Promise<void>((goOn) => (office ? goOn() : waiting.push(goOn)));
			return Promise.race([broke.promise, opened]);
		},
		/** Resolves when so many happenings have happened. */
		happened: (many: number) =>
			Promise.race([
				broke.promise,
				new Promise<void>((reached) => heard.push(({ done }) => done === many && reached())),
			]),
		async end() {
			ending.abort();
			await kept;
		},
		/** Resolves when the program ends by itself. */
		kept,
	};
};

/** The cookie of a session in the seat of the person with this name. */
export const takeSeat = async (origin: string, name: string): Promise<string> => {
	const { seats } = sampleEndpoint.output.parse(await (await fetch(`${origin}${sampleEndpoint.path}`)).json());
	const personId = seats.find((seat) => seat.name === name)?.id;
	const taken = await fetch(`${origin}/api/sample/seat`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin },
		body: JSON.stringify({ personId }),
	});
	if (!taken.ok) throw new Error(`no seat for ${name}: ${await taken.text()}`);
	return taken.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';')[0])
		.join('; ');
};
