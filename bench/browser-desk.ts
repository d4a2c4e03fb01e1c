import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import type { Actor } from '#kernel/permission.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { ensureDeskBuilt } from '#platform/http/desk.ts';
import { createLog } from '#platform/log.ts';

import { openOffice } from '../src/office.ts';
import { listen } from '../src/serve.ts';

/** Whoever sits at the desk that is measured. */
export const sitter: Actor = {
	kind: 'person',
	id: 'bench',
	name: 'Bench',
	grants: [
		{ role: 'central', units: 'all' },
		{ role: 'admin', units: 'all' },
	],
	elevated: true,
};

/** An office with one unit and the built desk, and a real browser in front of it. */
export const openBrowserDesk = async ({ role }: { readonly role: 'web' | 'all' }) => {
	const home = await mkdtemp(join(tmpdir(), 'amtsfunk-bench-'));
	const embedded = await startEmbedded({ home, log: createLog('silent'), throwAway: true });
	const listening = await listen({ port: 0, host: '127.0.0.1' });
	const origin = `http://127.0.0.1:${listening.port}`;
	const office = await openOffice({
		databaseUrl: embedded.url,
		key: randomBytes(32),
		data: home,
		origin,
		lab: true,
		role,
		tsaUrl: undefined,
		logLevel: 'silent',
		desk: await ensureDeskBuilt(join(import.meta.dirname, '..'), () => undefined),
		identifyAs: () => sitter,
	});
	listening.answerWith(office);
	const browser = await chromium.launch({
		executablePath: '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu'],
	});
	const admin = { name: 'Bench', mail: 'bench@musterstadt.example', password: randomBytes(16).toString('hex') };
	const units = [{ name: 'Musterstadt', short: 'MU' }];
	await office.people.setUpFromAnswers({ authority: await office.people.authority(), admin, units });
	const unitId = (await office.people.units())[0]?.id ?? '';
	return {
		...{ office, origin, browser, unitId },
		async close(): Promise<void> {
			await browser.close();
			await listening.close();
			await office.close();
			await embedded.close();
			await rm(home, { recursive: true, force: true });
		},
	};
};

export type BrowserDesk = Awaited<ReturnType<typeof openBrowserDesk>>;

/** A page as wide as a common desk screen. */
export const PAGE = { locale: 'de-DE', viewport: { width: 1280, height: 900 } } as const;
