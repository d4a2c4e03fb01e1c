import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';

import {
	changePersonMailEndpoint,
	createUnitEndpoint,
	invitePersonEndpoint,
	personsEndpoint,
} from '#contract/people.ts';
import { acceptInvitationEndpoint, invitationEndpoint, signInEndpoint } from '#contract/sign-in.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';
import { visitor } from '#tests/visitor.ts';

const boss = actorWith('admin', 'all');
const password = 'ein langer Satz als Passwort';
let office: TestOffice;
beforeEach(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
});
afterEach(() => office.close());

const invite = async (name: string, mail: string) => {
	const unit = await office.call(createUnitEndpoint, { name: 'Bau', short: 'Bau', parentId: null }, boss);
	const roles = [{ role: 'author' as const, unitId: unit.body.id }];
	const { body } = await office.call(invitePersonEndpoint, { name, mail, roles, by: 'link' }, boss);
	return { id: body.id, token: body.link?.split('#')[1] ?? '' };
};
const change = (id: string, mail: string, actor = boss) => office.call(changePersonMailEndpoint, { id, mail }, actor);

it('a new address signs in, the old one is told and out, and the leaf names no one in public', async () => {
	const { id, token } = await invite('Lars Vorlage', 'lars@musterstadt.example');
	const lars = visitor(office);
	await lars.call(acceptInvitationEndpoint, { token, password });
	expect((await lars.call(personsEndpoint, {})).status).toBe(200);
	expect((await change(id, 'Lars.Neu@musterstadt.example')).status).toBe(200);
	expect((await lars.call(personsEndpoint, {})).status).toBe(401);
	const enter = (mail: string) => visitor(office).call(signInEndpoint, { mail, password });
	expect((await enter('lars@musterstadt.example')).status).toBe(403);
	expect((await enter('lars.neu@musterstadt.example')).status).toBe(200);
	const { engine } = office.office.corridor.engine;
	const mails = await sql<{ to_address: string; kind: string }>`select to_address, kind from platform_mail`.execute(
		engine,
	);
	expect(mails.rows).toEqual([{ to_address: 'lars@musterstadt.example', kind: 'people.address' }]);
	const leaves = await sql<{
		kind: string;
	}>`select kind from records_entry where subject = ${id} order by no desc`.execute(engine);
	expect(leaves.rows[0]).toEqual({ kind: 'person.mail-changed' });
});

it('an invitation that went to the old address ends', async () => {
	const { id, token } = await invite('Mia Beispiel', 'mia@musterstadt.example');
	await change(id, 'mia.neu@musterstadt.example');
	expect((await office.call(invitationEndpoint, { token })).status).toBe(410);
});

it('refuses what is taken in any spelling, whoever is not there, and whoever may not', async () => {
	const { id } = await invite('Mia Beispiel', 'mia@musterstadt.example');
	await invite('Lars Vorlage', 'lars@musterstadt.example');
	expect((await change(id, 'LARS@musterstadt.example')).problem?.type).toBe('person.mail-taken');
	expect((await change(id, 'Mia@musterstadt.example')).status).toBe(200);
	expect((await change('nobody', 'x@musterstadt.example')).problem?.type).toBe('person.not-found');
	expect((await change(id, 'keine Adresse')).status).toBe(422);
	const lead = actorWith('lead', ['unit-1']);
	expect((await change(id, 'x@musterstadt.example', lead)).problem?.type).toBe('access.denied');
	const lapsed = { ...boss, id: 'admin-2', elevated: false };
	expect((await change(id, 'x@musterstadt.example', lapsed)).status).toBe(403);
});
