import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Hono } from 'hono';

import type { Endpoint } from '#contract/endpoint.ts';
import { toIso } from '#kernel/time.ts';
import { startChores } from '#platform/chores.ts';
import { type Health, healthOf } from '#platform/health.ts';
import { createApp } from '#platform/http/app.ts';
import { serveDesk } from '#platform/http/desk.ts';
import { createIdempotency } from '#platform/http/idempotency.ts';
import { mountLive } from '#platform/http/live.ts';
import { createMount } from '#platform/http/mount.ts';
import { describeApi } from '#platform/http/openapi.ts';
import { mountMetrics } from '#platform/metrics.ts';

import { type Corridor, type OfficeSettings, openCorridor } from './corridor.ts';
import { hire, type Staff } from './hire.ts';
import { VERSION } from './version.ts';

export interface OpenOffice extends Staff {
	readonly corridor: Corridor;
	/** What was mounted, for whoever checks that nothing was forgotten. */
	readonly mounted: readonly Endpoint[];
	/** `env` carries the socket, for the caller's address. */
	fetch(request: Request, env?: object): Response | Promise<Response>;
	/** Answers what need not come as far as the app: ready pages, and letters of other servers. */
	answerAhead(request: IncomingMessage, response: ServerResponse): boolean;
	health(): Promise<Health>;
	/** Resolves when no background work runs any more. */
	idle(): Promise<void>;
	close(): Promise<void>;
}

/** Opens the whole office: services, modules, routes, work. The one place that knows every module; tests open the same. */
export const openOffice = async (settings: OfficeSettings): Promise<OpenOffice> => {
	const corridor = await openCorridor(settings);
	const { clock, background } = corridor;
	const staff = await hire(corridor, settings);
	const closing = new AbortController();
	const health = healthOf(() => toIso(clock.now()), Object.values(checksOf(staff)));
	const { app, mounted, answerInbox } = await openDoors({ corridor, staff, settings, health, closing: closing.signal });
	const works = settings.role !== 'web';
	const chores = works ? startChores({ ...corridor, clock: settings.rounds ?? clock }, choresOf(staff)) : undefined;
	if (works) await startWork(staff);
	staff.newsroom.start();

	return {
		...staff,
		corridor,
		mounted,
		fetch: (request, env) => app.fetch(request, env),
		answerAhead: (request, response) =>
			staff.newsroom.answerFromCache(request, response) || answerInbox(request, response),
		health,
		idle: () => background.idle(),
		async close() {
			closing.abort();
			chores?.stop();
			await stopWork(staff, works);
			await corridor.close();
		},
	};
};

const checksOf = ({ records, delivery, federation }: Staff) => ({
	records: records.check,
	delivery: delivery.health,
	federation: federation.health,
});

const choresOf = ({ mailer, desk, records, channels, delivery, editorial, federation, dialogue }: Staff) => [
	...mailer.chores,
	...desk.chores,
	...editorial.chores,
	...records.chores,
	...channels.chores,
	...delivery.chores,
	...federation.chores,
	...dialogue.chores,
];

const startWork = async ({ mailer, records, delivery, editorial, federation, dialogue }: Staff): Promise<void> => {
	mailer.start();
	records.start();
	await delivery.start();
	editorial.start();
	dialogue.start();
	await federation.start();
};

const stopWork = async (staff: Staff, works: boolean): Promise<void> => {
	if (works) await staff.delivery.stop();
	await staff.federation.stop();
	staff.editorial.stop();
	staff.dialogue.stop();
	staff.mailer.stop();
	staff.records.stop();
	staff.newsroom.stop();
	staff.people.stop();
	await staff.practice.close();
};

interface Doors {
	readonly corridor: Corridor;
	readonly staff: Staff;
	readonly settings: OfficeSettings;
	readonly health: () => Promise<Health>;
	readonly closing: AbortSignal;
}

interface Opened {
	readonly app: Hono;
	readonly mounted: readonly Endpoint[];
	readonly answerInbox: Staff['federation']['answerInbox'];
}

/** Every address the office answers: the API, the desk, the practice pages, and last the public site. */
const openDoors = async ({ corridor, staff, settings, health, closing }: Doors): Promise<Opened> => {
	const { db, clock, events, log } = corridor;
	const { identify } = staff;
	const app = createApp({
		log,
		clock,
		origin: settings.origin,
		uploads: ['/api/media', '/api/documents', '/api/newsroom/podcast/cover'],
	});
	const { mount, mounted } = createMount({ app, identify, idempotency: createIdempotency({ db, clock, events }) });
	const metrics = mountMetrics(app, { checks: checksOf(staff) });
	for (const { mountRoutes } of [
		staff.mailer,
		staff.people,
		staff.desk,
		staff.records,
		staff.channels,
		staff.delivery,
		staff.policy,
		staff.editorial,
		staff.dialogue,
		staff.newsroom,
		staff.federation,
	])
		mountRoutes(mount);
	staff.records.mountRaw(app, identify);
	staff.delivery.mountRaw(app, identify);
	staff.channels.mountRaw(app);
	staff.dialogue.mountRaw(app);
	staff.editorial.mountRaw(app);
	staff.practice.mount(app, identify);
	mountLive(app, { events, identify, closing, run: corridor.ids.next('run') });
	app.get('/api/openapi.json', (c) => c.json(describeApi(mounted, VERSION)));
	app.get('/health', async (c) => {
		const found = await health();
		return c.json(found, found.state === 'degraded' ? 503 : 200, { 'cache-control': 'no-store' });
	});
	if (settings.desk) await serveDesk(app, { folder: settings.desk });
	staff.federation.mountRaw(app);
	staff.newsroom.mountRaw(app, identify);
	staff.practice.fetchesFrom((request) => app.fetch(request));
	return { app, mounted, answerInbox: metrics.timed(staff.federation.answerInbox) };
};
