import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Actor } from '#kernel/permission.ts';
import { toIso } from '#kernel/time.ts';
import { createPeople, type People } from '#modules/people/index.ts';
import { createRecords, type Records } from '#modules/records/index.ts';
import { createAct } from '#platform/act.ts';
import { startChores } from '#platform/chores.ts';
import type { Health } from '#platform/health.ts';
import { createApp } from '#platform/http/app.ts';
import { createIdempotency } from '#platform/http/idempotency.ts';
import { mountLive } from '#platform/http/live.ts';
import { createMount } from '#platform/http/mount.ts';
import { describeApi } from '#platform/http/openapi.ts';
import { createMailer, type Mailer } from '#platform/mail/mailer.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';

import { type Corridor, type OfficeSettings, openCorridor } from './corridor.ts';

export const VERSION = '0.1.0';

export interface OpenOffice {
	readonly corridor: Corridor;
	readonly mailer: Mailer;
	readonly people: People;
	readonly records: Records;
	/** `env` carries the socket, for the caller's address. */
	fetch(request: Request, env?: object): Response | Promise<Response>;
	answerFromCache(request: IncomingMessage, response: ServerResponse): boolean;
	health(): Promise<Health>;
	/** Resolves when no background work runs any more. */
	idle(): Promise<void>;
	close(): Promise<void>;
}

/** Opens the whole office: services, modules, routes, work. The one place that knows every module; tests open the same. */
export const openOffice = async (settings: OfficeSettings): Promise<OpenOffice> => {
	const corridor = await openCorridor(settings);
	const { db, clock, events, background, log } = corridor;
	const closing = new AbortController();

	const outbound = createOutbound({ lab: settings.lab, allowLoopback: [], log });
	const records = createRecords({ ...corridor, outbound, origin: settings.origin, tsaUrl: settings.tsaUrl });
	const act = createAct({ db, ledger: records.ledger });
	const mailer = createMailer({ ...corridor, act });
	const flags = async () => ({ lab: settings.lab, practice: false, paused: false });
	const people = createPeople({ ...corridor, act, mailer, origin: settings.origin, flags });
	const identify = async (request: Request): Promise<Actor | null> =>
		settings.identifyAs?.(request) ?? people.identify(request);
	const app = createApp({ log, clock, origin: settings.origin, uploads: ['/api/media'] });
	const { mount, mounted } = createMount({ app, identify, idempotency: createIdempotency({ db, clock }) });
	const health = async (): Promise<Health> => ({ state: 'ready', at: toIso(clock.now()), reasons: [] });
	mailer.mountRoutes(mount);
	people.mountRoutes(mount);
	records.mountRoutes(mount);
	records.mountRaw(app, identify);
	mountLive(app, { events, identify, closing: closing.signal });
	app.get('/api/openapi.json', (c) => c.json(describeApi(mounted, VERSION)));
	app.get('/health', async (c) => {
		const found = await health();
		return c.json(found, found.state === 'degraded' ? 503 : 200, { 'cache-control': 'no-store' });
	});
	const chores = startChores({ db, clock, background }, [...mailer.chores, ...records.chores]);
	if (settings.role !== 'web') {
		mailer.start();
		records.start();
	}

	return {
		corridor,
		mailer,
		people,
		records,
		fetch: (request, env) => app.fetch(request, env),
		answerFromCache: () => false,
		health,
		idle: () => background.idle(),
		async close() {
			closing.abort();
			chores.stop();
			mailer.stop();
			records.stop();
			people.stop();
			await corridor.close();
		},
	};
};
