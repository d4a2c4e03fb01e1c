import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Hono } from 'hono';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

import type { Check } from './health.ts';

interface Needs {
	/** Named checks; each becomes a gauge of its open complaints. */
	readonly checks: Readonly<Record<string, Check>>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface Metrics {
	/** Counts as well what is answered before the app sees it. */
	timed(answer: Answer): Answer;
}

const isPublic = (path: string): boolean => !path.startsWith('/api/') && !path.startsWith('/desk');

/** `GET /metrics` in Prometheus text: process, requests by kind of page (no addresses, no persons), complaints per part. */
export const mountMetrics = (app: Hono, { checks }: Needs): Metrics => {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const requests = new Histogram({
		name: 'amtsfunk_request_seconds',
		help: 'Time until the answer was ready, without those that came from the page cache.',
		labelNames: ['site', 'method', 'status'],
		buckets: [0.005, 0.025, 0.1, 0.5, 2.5],
		registers: [registry],
	});
	new Gauge({
		name: 'amtsfunk_complaints',
		help: 'Open complaints per part; 0 means well.',
		labelNames: ['part'],
		registers: [registry],
		async collect() {
			for (const [part, check] of Object.entries(checks)) this.set({ part }, (await check()).length);
		},
	});
	app.use(async (c, next) => {
		const site = isPublic(c.req.path) ? 'public' : 'desk';
		const stop = requests.startTimer({ site, method: c.req.method });
		await next();
		stop({ status: String(c.res.status) });
	});
	app.get('/metrics', async (c) =>
		c.text(await registry.metrics(), 200, { 'content-type': registry.contentType, 'cache-control': 'no-store' }),
	);
	return {
		timed: (answer) => (request, response) => {
			if (!answer(request, response)) return false;
			const stop = requests.startTimer({ site: 'public', method: String(request.method) });
			response.once('finish', () => stop({ status: String(response.statusCode) }));
			return true;
		},
	};
};
