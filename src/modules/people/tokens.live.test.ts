import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createUnitEndpoint, invitePersonEndpoint, personsEndpoint } from '#contract/people.ts';
import { createTokenEndpoint, revokeTokenEndpoint } from '#contract/tokens.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';
import { admin, musterstadt, visitor } from '#tests/visitor.ts';

let office: TestOffice;
let boss: ReturnType<typeof actorWith>;
beforeEach(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	const made = await office.office.people.setUpFromAnswers({ authority: musterstadt, admin, units: [] });
	boss = actorWith('admin', 'all', made.ok ? made.value.id : '');
});
afterEach(() => office.close());

describe('an access key', () => {
	const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

	it('opens its scopes, nothing else, nothing privileged, until it is revoked or ends', async () => {
		const input = { name: 'Webseite', scopes: ['person.read' as const], unitId: null, days: 30 };
		const { body } = await office.call(createTokenEndpoint, input, boss);
		const program = visitor(office);
		expect((await program.call(personsEndpoint, {}, bearer(body.token))).status).toBe(200);
		const unit = { name: 'Neu', short: 'Neu', parentId: null };
		expect((await program.call(createUnitEndpoint, unit, bearer(body.token))).problem?.type).toBe('access.denied');
		const invitation = {
			name: 'X Y',
			mail: 'x@y.example',
			roles: [{ role: 'admin' as const, unitId: null }],
			by: 'link' as const,
		};
		expect((await program.call(invitePersonEndpoint, invitation, bearer(body.token))).status).toBe(403);
		expect((await program.call(personsEndpoint, {}, bearer(`${body.token}x`))).status).toBe(401);

		await office.call(revokeTokenEndpoint, { id: body.id }, boss);
		expect((await program.call(personsEndpoint, {}, bearer(body.token))).status).toBe(401);
		const short = await office.call(createTokenEndpoint, { ...input, days: 1 }, boss);
		const { engine } = office.office.corridor.engine;
		await sql`update people_api_token set expires_at = ${new Date(office.clock.now())} where id = ${short.body.id}`.execute(
			engine,
		);
		expect((await program.call(personsEndpoint, {}, bearer(short.body.token))).status).toBe(401);
	});

	it('cannot be made for approving, people, keys, settings or erasure', async () => {
		for (const scope of ['post.approve', 'person.manage', 'token.manage', 'settings.manage', 'record.erase']) {
			const input = { name: 'Zu viel', scopes: [scope as 'post.read'], unitId: null, days: 1 };
			expect((await office.call(createTokenEndpoint, input, boss)).status).toBe(422);
		}
	});
});
