import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { whoamiEndpoint } from '#contract/people.ts';

import { startTestOffice, type TestOffice } from './office.ts';

describe('the office', () => {
	let office: TestOffice;
	beforeAll(async () => {
		office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	});
	afterAll(() => office.close());

	it('says that it is ready', async () => {
		const answer = await fetch(`${office.origin}/health`);
		expect(await answer.json()).toMatchObject({ state: 'ready', reasons: [] });
	});
	it('describes exactly the routes it answers', async () => {
		const api = (await (await fetch(`${office.origin}/api/openapi.json`)).json()) as { paths: Record<string, object> };
		expect(Object.keys(api.paths)).toContain('/api/me');
		for (const [path, methods] of Object.entries(api.paths)) {
			for (const method of Object.keys(methods)) {
				const answer = await fetch(`${office.origin}${path.replaceAll(/\{[^}]+\}/g, 'x')}`, {
					method: method.toUpperCase(),
				});
				const { type } = (await answer.json()) as { type?: string };
				expect(type, `${method} ${path}`).not.toBe('request.no-such-address');
			}
		}
	});
	it('asks guests to sign in', async () => {
		expect(await office.call(whoamiEndpoint, {})).toMatchObject({ status: 401, problem: { type: 'access.sign-in' } });
	});
	it('refuses what another site makes a browser send', async () => {
		const answer = await fetch(`${office.origin}/api/me`, {
			method: 'POST',
			headers: { 'sec-fetch-site': 'cross-site' },
		});
		expect(await answer.json()).toMatchObject({ type: 'request.cross-site' });
	});
	it('refuses a body beyond its limit', async () => {
		const answer = await fetch(`${office.origin}/api/me`, { method: 'POST', body: 'x'.repeat(3_000_000) });
		expect(answer.status).toBe(413);
	});
});
