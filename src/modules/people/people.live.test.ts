import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailEndpoint, mailsEndpoint } from '#contract/mail.ts';
import {
	arrangeSubstitutionEndpoint,
	assignRolesEndpoint,
	changeUnitEndpoint,
	closeUnitEndpoint,
	createUnitEndpoint,
	inviteAgainEndpoint,
	invitePersonEndpoint,
	leavePersonEndpoint,
	lockPersonEndpoint,
	personsEndpoint,
	unitsEndpoint,
	unlockPersonEndpoint,
	whoamiEndpoint,
} from '#contract/people.ts';
import {
	acceptInvitationEndpoint,
	forgottenPasswordEndpoint,
	invitationEndpoint,
	resetPasswordEndpoint,
	signInEndpoint,
} from '#contract/sign-in.ts';
import type { Actor } from '#kernel/permission.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';
import { admin, enrol, leavesAbout, musterstadt, visitor } from '#tests/visitor.ts';

let office: TestOffice;
let boss: Actor;
let adminId: string;
beforeEach(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	const made = await office.office.people.setUpFromAnswers({ authority: musterstadt, admin, units: [] });
	if (!made.ok) throw new Error(made.error.type);
	adminId = made.value.id;
	boss = actorWith('admin', 'all', adminId);
});
afterEach(() => office.close());

const unit = async (name: string, parentId: string | null = null) =>
	(await office.call(createUnitEndpoint, { name, short: name.slice(0, 8), parentId }, boss)).body.id;

type HeldRoles = { role: 'author' | 'approver' | 'agent' | 'lead' | 'admin' | 'central'; unitId: string | null }[];

/** Invites somebody by link and returns the secret of the link. */
const invite = async (name: string, roles: HeldRoles) => {
	const mail = `${name.split(' ')[0]?.toLowerCase()}@musterstadt.example`;
	const { body } = await office.call(invitePersonEndpoint, { name, mail, roles, by: 'link' }, boss);
	return { id: body.id, mail, token: body.link?.split('#')[1] ?? '' };
};

const password = 'noch ein langes Passwort';
/** Somebody who came by invitation and is signed in. */
const arrive = async (name: string, roles: HeldRoles) => {
	const { id, mail, token } = await invite(name, roles);
	const person = visitor(office);
	await person.call(acceptInvitationEndpoint, { token, password });
	return { id, mail, person };
};

/** The secret of the link in the newest mail to this address. */
const linkTo = async (mail: string) => {
	const { items } = (await office.call(mailsEndpoint, {}, boss)).body;
	const found = items.find(({ to }) => to === mail);
	const { text } = (await office.call(mailEndpoint, { id: found?.id ?? '' }, boss)).body;
	return /#([\w-]+)/.exec(text ?? '')?.[1] ?? '';
};

/** Sets the end of open links to now: winding the whole office through days would only cost time. */
const expire = async (personId: string) => {
	const { engine } = office.office.corridor.engine;
	const now = new Date(office.clock.now());
	await sql`update people_invitation set expires_at = ${now} where person_id = ${personId}`.execute(engine);
};

/** For how many hours the open link of this person is still good. */
const hoursLeft = async (personId: string, purpose: string) => {
	const { rows } = await sql<{ expires_at: Date }>`select expires_at from people_invitation
		where person_id = ${personId} and purpose = ${purpose} and used_at is null`.execute(
		office.office.corridor.engine.engine,
	);
	return ((rows[0]?.expires_at.getTime() ?? 0) - office.clock.now()) / 3_600_000;
};

describe('an invitation', () => {
	it('by mail lets a person in once, with the roles given, each with a leaf', async () => {
		const top = await unit('Tiefbauamt');
		const input = { name: 'Lars Vorlage', mail: 'lars@musterstadt.example', by: 'mail' } as const;
		const roles = [{ role: 'author' as const, unitId: top }];
		const { body } = await office.call(invitePersonEndpoint, { ...input, roles }, boss);
		expect(body.link).toBeNull();
		const token = await linkTo(input.mail);

		const lars = visitor(office);
		expect((await lars.call(invitationEndpoint, { token })).body).toMatchObject({
			name: 'Lars Vorlage',
			authority: 'Musterstadt',
			needsSecondFactor: false,
		});
		expect((await lars.call(acceptInvitationEndpoint, { token, password })).body).toEqual({ next: 'in' });
		expect((await lars.call(whoamiEndpoint, {})).body).toMatchObject({
			person: { name: 'Lars Vorlage', initials: 'LV' },
			grants: [{ role: 'author', units: [top] }],
		});
		const again = await visitor(office).call(acceptInvitationEndpoint, { token, password });
		expect(again.problem?.type).toBe('link.ended');
		expect(await leavesAbout(office, body.id)).toEqual(['person.invited', 'person.role-given', 'person.joined']);
	});

	it('ends after seven days, and when a new one is made', async () => {
		const late = await invite('Emre Beispiel', [{ role: 'central', unitId: null }]);
		expect(await hoursLeft(late.id, 'invitation')).toBe(7 * 24);
		await expire(late.id);
		expect((await office.call(invitationEndpoint, { token: late.token })).problem?.type).toBe('link.ended');
		const fresh = await office.call(inviteAgainEndpoint, { id: late.id, by: 'link' }, boss);
		const newest = await office.call(inviteAgainEndpoint, { id: late.id, by: 'link' }, boss);
		const [first = '', second = ''] = [fresh, newest].map(({ body }) => body.link?.split('#')[1]);
		expect((await office.call(invitationEndpoint, { token: first })).status).toBe(410);
		expect((await office.call(invitationEndpoint, { token: second })).status).toBe(200);
	});

	it('refuses an address twice and a role in the wrong place', async () => {
		const roles = [{ role: 'central' as const, unitId: null }];
		const twice = { name: 'Jana Zwei', mail: admin.mail.toUpperCase(), roles, by: 'link' } as const;
		expect((await office.call(invitePersonEndpoint, twice, boss)).problem?.type).toBe('person.mail-taken');
		const wrong = { ...twice, mail: 'neu@musterstadt.example', roles: [{ role: 'author' as const, unitId: null }] };
		expect((await office.call(invitePersonEndpoint, wrong, boss)).problem?.type).toBe('role.wrong-place');
	});
});

describe('the reach of a role', () => {
	it('follows the tree, and changes at once when a unit moves', async () => {
		const [building, culture] = [await unit('Baureferat'), await unit('Kulturreferat')];
		const roads = await unit('Straßenbau', building);
		const { person } = await arrive('Lars Vorlage', [{ role: 'author', unitId: building }]);
		const reach = async () => (await person.call(whoamiEndpoint, {})).body.grants[0]?.units;
		expect(await reach()).toEqual([building, roads]);
		await office.call(changeUnitEndpoint, { id: roads, parentId: culture }, boss);
		expect(await reach()).toEqual([building]);
	});

	it('never puts a unit below itself and closes none with open units below', async () => {
		const top = await unit('Baureferat');
		const below = await unit('Straßenbau', top);
		const looped = await office.call(changeUnitEndpoint, { id: top, parentId: below }, boss);
		expect(looped.problem?.type).toBe('unit.below-itself');
		expect((await office.call(closeUnitEndpoint, { id: top }, boss)).problem?.type).toBe('unit.has-units-below');
		await office.call(closeUnitEndpoint, { id: below }, boss);
		expect((await office.call(closeUnitEndpoint, { id: top }, boss)).status).toBe(200);
		const { items } = (await office.call(unitsEndpoint, {}, boss)).body;
		expect(items.map(({ id, closed }) => [id, closed])).toEqual([
			[top, true],
			[below, true],
		]);
	});

	it('passes to a substitute for the time of absence, with unit roles only', async () => {
		const top = await unit('Baureferat');
		const away = await arrive('Emre Beispiel', [
			{ role: 'approver', unitId: top },
			{ role: 'central', unitId: null },
		]);
		const there = await arrive('Lars Vorlage', [{ role: 'author', unitId: top }]);
		const times = { from: '2026-03-02T08:10:00Z', until: '2026-03-02T08:20:00Z' };
		const input = { id: away.id, substituteId: there.id, ...times };
		expect((await there.person.call(arrangeSubstitutionEndpoint, input)).problem?.type).toBe('access.denied');
		expect((await away.person.call(arrangeSubstitutionEndpoint, input)).status).toBe(200);

		const holders = async () =>
			(await office.office.people.holdersIn(top)).filter(({ roles }) => roles.includes('approver'));
		const approvers = async () => (await holders()).map((one) => one.personId);
		expect(await approvers()).toEqual([away.id]);
		await office.at('2026-03-02T08:10:00Z');
		expect(await holders()).toMatchObject([{ personId: there.id, borrowed: ['approver'] }]);
		const seen = (await there.person.call(whoamiEndpoint, {})).body;
		expect(seen.mustEnrol).toBe(true);
		expect(seen.roles).toContainEqual({ role: 'approver', unitId: top, borrowed: true });
		expect(seen.roles.map(({ role }) => role)).not.toContain('central');
		await office.at('2026-03-02T08:20:00Z');
		expect(await approvers()).toEqual([away.id]);
	});
});

describe('who goes', () => {
	it('is out at once when locked, and in again with the same password when the lock is taken off', async () => {
		const { id, mail, person } = await arrive('Lars Vorlage', [{ role: 'author', unitId: await unit('Bau') }]);
		expect((await person.call(personsEndpoint, {})).status).toBe(200);
		await office.call(lockPersonEndpoint, { id }, boss);
		expect((await person.call(personsEndpoint, {})).status).toBe(401);
		expect((await person.call(signInEndpoint, { mail, password })).status).toBe(403);
		await office.call(unlockPersonEndpoint, { id }, boss);
		expect((await person.call(signInEndpoint, { mail, password })).status).toBe(200);
	});

	it('loses roles, sign-in and address, and may be invited anew', async () => {
		const top = await unit('Bau');
		const { id, mail, person } = await arrive('Lars Vorlage', [{ role: 'author', unitId: top }]);
		await office.call(leavePersonEndpoint, { id }, boss);
		expect((await person.call(whoamiEndpoint, {})).status).toBe(401);
		const { items } = (await office.call(personsEndpoint, { state: 'left' }, boss)).body;
		expect(items).toMatchObject([{ id, mail: '', roles: [] }]);
		const again = await office.call(
			invitePersonEndpoint,
			{ name: 'Lars Vorlage', mail, roles: [{ role: 'author', unitId: top }], by: 'link' },
			boss,
		);
		expect(again.status).toBe(200);
	});

	it('is never the last administrator', async () => {
		const lock = () => office.call(lockPersonEndpoint, { id: adminId }, boss);
		expect((await lock()).problem?.type).toBe('person.last-admin');
		expect((await office.call(leavePersonEndpoint, { id: adminId }, boss)).problem?.type).toBe('person.last-admin');
		const none = await office.call(assignRolesEndpoint, { id: adminId, roles: [] }, boss);
		expect(none.problem?.type).toBe('person.last-admin');
		const second = await arrive('Emre Beispiel', [{ role: 'admin', unitId: null }]);
		const both = await Promise.all([lock(), office.call(lockPersonEndpoint, { id: second.id }, boss)]);
		expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
	});
});

describe('roles', () => {
	it('are given and taken with a leaf each; what stays leaves none', async () => {
		const [one, two] = [await unit('Bau'), await unit('Kultur')];
		const { id } = await invite('Lars Vorlage', [{ role: 'author', unitId: one }]);
		const keep = { role: 'author' as const, unitId: one };
		await office.call(assignRolesEndpoint, { id, roles: [keep, { role: 'agent', unitId: two }] }, boss);
		await office.call(assignRolesEndpoint, { id, roles: [keep] }, boss);
		await office.call(assignRolesEndpoint, { id, roles: [keep] }, boss);
		expect((await leavesAbout(office, id)).slice(2)).toEqual(['person.role-given', 'person.role-taken']);
	});
});

describe('a forgotten password', () => {
	it('is replaced by a link that works once, for an hour, and ends all sessions', async () => {
		const { id, mail, person } = await arrive('Lars Vorlage', [{ role: 'author', unitId: await unit('Bau') }]);
		await person.call(forgottenPasswordEndpoint, { mail });
		const token = await linkTo(mail);
		expect(await hoursLeft(id, 'reset')).toBe(1);
		await expire(id);
		const late = await person.call(resetPasswordEndpoint, { token, password: 'viel zu spät gekommen' });
		expect(late.problem?.type).toBe('link.ended');

		await office.at('2026-03-02T08:00:01Z');
		await person.call(forgottenPasswordEndpoint, { mail });
		const fresh = { token: await linkTo(mail), password: 'rechtzeitig gekommen' };
		expect((await person.call(resetPasswordEndpoint, fresh)).status).toBe(200);
		expect((await person.call(whoamiEndpoint, {})).status).toBe(401);
		expect((await person.call(resetPasswordEndpoint, fresh)).status).toBe(410);
		expect((await person.call(signInEndpoint, { mail, password: fresh.password })).status).toBe(200);
	});

	it('tells nobody whether an address is known', async () => {
		const unknown = await office.call(forgottenPasswordEndpoint, { mail: 'niemand@musterstadt.example' });
		const known = await office.call(forgottenPasswordEndpoint, { mail: admin.mail });
		expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
		expect((await office.call(mailsEndpoint, {}, boss)).body.items).toHaveLength(1);
	});
});

describe('a rescue from the machine itself', () => {
	it('restores access without the old password and second factor, and leaves leaves', async () => {
		const lost = visitor(office);
		await lost.call(signInEndpoint, { mail: admin.mail, password: admin.password });
		await enrol(lost, admin.password);
		const made = await office.office.people.rescuePerson(admin.mail);
		const token = made.ok ? (made.value.link.split('#')[1] ?? '') : '';
		const found = visitor(office);
		expect((await found.call(acceptInvitationEndpoint, { token, password })).body).toEqual({ next: 'enrol' });
		expect((await lost.call(whoamiEndpoint, {})).status).toBe(401);
		expect((await leavesAbout(office, adminId)).slice(-2)).toEqual(['person.rescue-link-made', 'person.rescued']);
		expect(await office.office.people.rescuePerson('niemand@x.example')).toMatchObject({ ok: false });
	});
});
