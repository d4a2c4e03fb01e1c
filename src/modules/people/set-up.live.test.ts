import { getMigrations } from 'better-auth/db/migration';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { whoamiEndpoint } from '#contract/people.ts';
import { beginSetupEndpoint, setupAdminEndpoint, setupAuthorityEndpoint, setupStateEndpoint } from '#contract/setup.ts';
import { startTestOffice, type TestOffice } from '#tests/office.ts';
import { admin, enrol, leavesAbout, musterstadt, visitor } from '#tests/visitor.ts';

import { openLibrary } from './sign-in/library.ts';

let office: TestOffice;
beforeEach(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
});
afterEach(() => office.close());

describe('set-up in the browser', () => {
	it('opens with the code from the console only, and is closed for ever after the first administrator', async () => {
		const code = (await office.office.people.setUpCode()) ?? '';
		const first = visitor(office);
		expect((await first.call(setupStateEndpoint, {})).body).toEqual({ open: true, signedIn: false, authority: null });
		const wrong = await first.call(beginSetupEndpoint, { code: 'aaaa-aaaa-aaaa-aaaa' });
		expect(wrong.problem?.type).toBe('setup.wrong-code');
		expect((await first.call(beginSetupEndpoint, { code })).status).toBe(200);
		expect((await first.call(setupAuthorityEndpoint, { code, ...musterstadt })).status).toBe(200);
		const made = await first.call(setupAdminEndpoint, { code, ...admin });
		expect(made.status).toBe(200);
		await enrol(first, admin.password);
		expect((await first.call(whoamiEndpoint, {})).body).toMatchObject({
			person: { name: admin.name },
			authority: { name: 'Musterstadt', zone: 'Europe/Berlin' },
			roles: [{ role: 'admin' }],
			mustEnrol: false,
		});

		for (const path of [beginSetupEndpoint, setupAdminEndpoint, setupAuthorityEndpoint]) {
			const late = await first.call(path, { code, ...admin, ...musterstadt });
			expect(late.problem?.type).toBe('setup.closed');
		}
		expect(await office.office.people.setUpCode()).toBeNull();
		expect((await first.call(setupStateEndpoint, {})).body.open).toBe(false);
		expect(await leavesAbout(office, made.body.id)).toEqual(['person.first-admin', 'second-factor.enrolled']);
	});

	it('keeps only the hash of the code, and a new start makes the old one void', async () => {
		const old = (await office.office.people.setUpCode()) ?? '';
		const code = (await office.office.people.setUpCode()) ?? '';
		expect((await office.call(beginSetupEndpoint, { code: old })).status).toBe(403);
		expect((await office.call(beginSetupEndpoint, { code })).status).toBe(200);
		const { rows } = await sql<{ code_hash: string }>`select code_hash from people_setup`.execute(
			office.office.corridor.engine.engine,
		);
		expect(rows).toHaveLength(1);
		expect(rows[0]?.code_hash).not.toContain(code);
	});

	it('makes one administrator when two try at the same moment', async () => {
		const code = (await office.office.people.setUpCode()) ?? '';
		const both = ['eins', 'zwei'].map((name) =>
			office.call(setupAdminEndpoint, { code, ...admin, mail: `${name}@musterstadt.example` }),
		);
		expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 409]);
	});

	it('slows down who guesses the code', async () => {
		await office.office.people.setUpCode();
		const guesses = [];
		for (let i = 0; i < 6; i += 1) guesses.push((await office.call(beginSetupEndpoint, { code: 'aaaa-aaaa' })).status);
		expect(guesses).toEqual([403, 403, 403, 403, 403, 429]);
	});
});

describe('set-up from the command line', () => {
	it('does it all in one act, units included, and only once', async () => {
		const units = [
			{ name: 'Baureferat', short: 'Bau' },
			{ name: 'Straßenbau', short: 'StrB', parent: 'Bau' },
		];
		const answers = { authority: musterstadt, admin, units };
		expect(await office.office.people.setUpFromAnswers(answers)).toMatchObject({ ok: true });
		const [top, below] = await office.office.people.units();
		expect(below?.parentId).toBe(top?.id);
		expect(await office.office.people.setUpFromAnswers(answers)).toMatchObject({ error: { type: 'setup.closed' } });
	});
});

describe('the tables of the sign-in library', () => {
	it('are the ones it asks for', async () => {
		const { engine } = office.office.corridor.engine;
		const { ids } = office.office.corridor;
		const { options } = openLibrary({ origin: office.origin, secret: 'x'.repeat(40), ids });
		const database = { db: engine, type: 'postgres', schemaName: 'auth' } as const;
		const { toBeCreated, toBeAdded } = await getMigrations({ ...options, database });
		expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
	});
});
