import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';

import { machineClock } from '../clock.ts';
import { createApp } from '../http/app.ts';
import { createLog } from '../log.ts';
import { troubleOf } from './trouble.ts';

const failed = async (work: () => Promise<unknown>): Promise<unknown> => {
	try {
		await work();
	} catch (thrown) {
		return thrown;
	}
	throw new Error('it should have failed');
};

describe('trouble with the database', () => {
	it('is told from a bug, by what a real server and a missing one say', async () => {
		const missing = new pg.Client({ connectionString: 'postgres://a:b@127.0.0.1:1/c' });
		expect(troubleOf(await failed(() => missing.connect()))).toBe('office.database-away');
		const noSocket = new pg.Client({ host: '/nowhere', port: 1 });
		expect(troubleOf(await failed(() => noSocket.connect()))).toBe('office.database-away');
		const client = new pg.Client({ connectionString: inject('cluster').adminUrl });
		client.on('error', () => undefined);
		await client.connect();
		const raise = (code: string) => client.query(`do $$ begin raise exception 'x' using errcode = '${code}'; end $$`);
		expect(troubleOf(await failed(() => raise('53100')))).toBe('office.disk-full');
		expect(troubleOf(await failed(() => raise('23505')))).toBe(null);
		expect(troubleOf(await failed(() => client.query('select nothing')))).toBe(null);
		expect(troubleOf(await failed(() => client.query('select pg_terminate_backend(pg_backend_pid())')))).toBe(
			'office.database-away',
		);
		expect(troubleOf(await failed(() => client.query('select 1')))).toBe('office.database-away');
		expect(troubleOf(Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'open' }))).toBe(null);
		expect(troubleOf('x')).toBe(null);
	});

	it('is answered as passing trouble, with when to come back', async () => {
		const app = createApp({ log: createLog('silent'), clock: machineClock, origin: 'http://localhost', uploads: [] });
		app.get('/away', async () => {
			await new pg.Client({ connectionString: 'postgres://a:b@127.0.0.1:1/c' }).connect();
			return new Response();
		});
		app.get('/full', () => {
			throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
		});
		app.get('/bug', () => {
			throw new Error('a bug');
		});
		const away = await app.request('/away');
		expect([away.status, away.headers.get('retry-after'), await away.json()]).toMatchObject([
			503,
			'5',
			{ type: 'office.database-away' },
		]);
		const full = await app.request('/full');
		expect([full.status, await full.json()]).toMatchObject([507, { type: 'office.disk-full' }]);
		const bug = await app.request('/bug');
		expect([bug.status, bug.headers.get('retry-after'), await bug.json()]).toMatchObject([
			500,
			null,
			{ type: 'office.broken' },
		]);
	});
});
