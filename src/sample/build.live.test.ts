import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { machineClock } from '#platform/clock.ts';
import { freshDatabase } from '#tests/database.ts';

import type { OfficeSettings } from '../corridor.ts';
import { type OpenOffice, openOffice } from '../office.ts';
import { buildSample } from './build.ts';
import { musterstadt } from './city/index.ts';

let settings: OfficeSettings;
let office: OpenOffice;
let data: string;
const steps: number[] = [];

beforeAll(async () => {
	const database = await freshDatabase();
	data = await mkdtemp(join(tmpdir(), 'amtsfunk-sample-'));
	settings = {
		databaseUrl: database.url,
		key: randomBytes(32),
		data,
		origin: 'http://localhost:8080',
		...{ lab: false, role: 'all', tsaUrl: undefined, logLevel: 'silent' },
	};
	await buildSample({ settings, city: musterstadt, now: machineClock.now(), tell: (done) => void steps.push(done) });
	office = await openOffice(settings);
}, 300_000);
afterAll(async () => {
	await office?.close();
	await rm(data, { recursive: true, force: true });
});

describe('the sample city', () => {
	it('is marked as one', async () => {
		expect(await office.people.sampleState()).toBe('ready');
	});
});
