import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { personsEndpoint, whoamiEndpoint } from '#contract/people.ts';
import { changeAuthorityEndpoint } from '#contract/setup.ts';
import {
	beginSecondFactorEndpoint,
	changePasswordEndpoint,
	newRecoveryCodesEndpoint,
	removeSecondFactorEndpoint,
	revokeSessionEndpoint,
	secondFactorEndpoint,
	sessionsEndpoint,
	showSecondFactorEndpoint,
	signInEndpoint,
	signOutEndpoint,
} from '#contract/sign-in.ts';
import { startTestOffice, type TestOffice } from '#tests/office.ts';
import { admin, codeFor, enrol, leavesAbout, musterstadt, type Visitor, visitor } from '#tests/visitor.ts';

let office: TestOffice;
let jana: Visitor;
let id: string;
beforeEach(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	const made = await office.office.people.setUpFromAnswers({ authority: musterstadt, admin, units: [] });
	if (!made.ok) throw new Error(made.error.type);
	id = made.value.id;
	jana = visitor(office);
});
afterEach(() => office.close());

const withPassword = { mail: admin.mail, password: admin.password };

describe('signing in', () => {
	it('opens nothing before the second factor that the role requires is set up', async () => {
		expect((await jana.call(signInEndpoint, withPassword)).body).toEqual({ next: 'enrol' });
		const before = await jana.call(whoamiEndpoint, {});
		expect(before.body).toMatchObject({ mustEnrol: true, grants: [], permissions: [] });
		expect((await jana.call(personsEndpoint, {})).problem?.type).toBe('access.denied');

		await enrol(jana, admin.password);
		expect((await jana.call(whoamiEndpoint, {})).body).toMatchObject({ mustEnrol: false, elevated: true });
		expect((await jana.call(personsEndpoint, {})).status).toBe(200);
		expect(await leavesAbout(office, id)).toEqual(['person.first-admin', 'second-factor.enrolled']);
	});

	it('asks for the second factor afterwards, and leaves a leaf once it was shown', async () => {
		await jana.call(signInEndpoint, withPassword);
		const { uri } = await enrol(jana, admin.password);
		await jana.call(signOutEndpoint, {});
		expect((await jana.call(whoamiEndpoint, {})).status).toBe(401);

		expect((await jana.call(signInEndpoint, withPassword)).body).toEqual({ next: 'second-factor' });
		expect((await jana.call(whoamiEndpoint, {})).status).toBe(401);
		const wrong = await jana.call(secondFactorEndpoint, { kind: 'totp', code: '000000' });
		expect(wrong.problem).toMatchObject({ type: 'sign-in.refused', detail: { left: 4 } });
		expect((await jana.call(secondFactorEndpoint, { kind: 'totp', code: await codeFor(uri) })).status).toBe(200);
		expect((await jana.call(personsEndpoint, {})).status).toBe(200);
		expect(await leavesAbout(office, id)).toEqual(['person.first-admin', 'second-factor.enrolled', 'session.opened']);
	});

	it('takes a recovery code once', async () => {
		await jana.call(signInEndpoint, withPassword);
		const { recoveryCodes } = await enrol(jana, admin.password);
		const [code = ''] = recoveryCodes;
		for (const expected of [200, 403]) {
			const again = visitor(office);
			await again.call(signInEndpoint, withPassword);
			expect((await again.call(secondFactorEndpoint, { kind: 'recovery', code })).status).toBe(expected);
		}
		const renewed = await jana.call(newRecoveryCodesEndpoint, { password: admin.password });
		expect(renewed.body.recoveryCodes).toHaveLength(10);
		expect(renewed.body.recoveryCodes).not.toContain(recoveryCodes[1]);
	});
});

describe('guessing', () => {
	it('is paused for fifteen minutes after five failures, for the right password too', async () => {
		for (const left of [4, 3, 2, 1]) {
			const wrong = await jana.call(signInEndpoint, { ...withPassword, password: 'falsch' });
			expect(wrong.problem).toMatchObject({ type: 'sign-in.refused', detail: { left } });
		}
		const fifth = await jana.call(signInEndpoint, { ...withPassword, password: 'falsch' });
		expect(fifth.problem).toMatchObject({ type: 'sign-in.paused', detail: { until: '2026-03-02T08:15:00.000Z' } });
		expect((await jana.call(signInEndpoint, withPassword)).status).toBe(429);
		await office.at('2026-03-02T08:14:59Z');
		expect((await jana.call(signInEndpoint, withPassword)).status).toBe(429);
		await office.at('2026-03-02T08:15:00Z');
		expect((await jana.call(signInEndpoint, withPassword)).status).toBe(200);
	});

	it('does not slip past the count by many tries at once', async () => {
		const guesses = Array.from({ length: 12 }, () =>
			jana.call(signInEndpoint, { ...withPassword, password: 'falsch' }),
		);
		const answers = (await Promise.all(guesses)).map(({ status }) => status);
		expect(answers.filter((status) => status === 403).length).toBeLessThanOrEqual(5);
	});

	it('does not find out which addresses are known', async () => {
		const unknown = await jana.call(signInEndpoint, { mail: 'niemand@musterstadt.example', password: 'falsch' });
		const wrong = await jana.call(signInEndpoint, { ...withPassword, password: 'falsch' });
		expect(unknown.problem).toEqual(wrong.problem);
	});
});

describe('the cookie', () => {
	it('is read by no script and sent by no other site', async () => {
		await jana.call(signInEndpoint, withPassword);
		expect(jana.setCookies.length).toBeGreaterThan(0);
		for (const cookie of jana.setCookies) expect(cookie).toMatch(/^amtsfunk\..*HttpOnly.*SameSite=Lax/);
	});

	it('cannot be forged', async () => {
		await jana.call(signInEndpoint, withPassword);
		const [name = '', value = ''] = [...jana.jar][0] ?? [];
		const forged = visitor(office);
		forged.jar.set(name, value.replace(/\.[^.]*$/, `.${encodeURIComponent(Buffer.alloc(32).toString('base64'))}`));
		expect((await forged.call(whoamiEndpoint, {})).status).toBe(401);
	});
});

describe('privileged acts', () => {
	it('ask for the second factor again after fifteen minutes', async () => {
		await jana.call(signInEndpoint, withPassword);
		const { uri } = await enrol(jana, admin.password);
		expect((await jana.call(changeAuthorityEndpoint, musterstadt)).status).toBe(200);
		await office.at('2026-03-02T08:15:00Z');
		expect((await jana.call(changeAuthorityEndpoint, musterstadt)).problem?.type).toBe('access.second-factor');
		expect((await jana.call(showSecondFactorEndpoint, { kind: 'totp', code: '000000' })).status).toBe(403);
		await jana.call(showSecondFactorEndpoint, { kind: 'totp', code: await codeFor(uri) });
		expect((await jana.call(changeAuthorityEndpoint, musterstadt)).status).toBe(200);
	});

	it('cannot be reached by replacing the second factor without showing the old one', async () => {
		await jana.call(signInEndpoint, withPassword);
		await enrol(jana, admin.password);
		await office.at('2026-03-02T08:15:00Z');
		const begun = await jana.call(beginSecondFactorEndpoint, { password: admin.password });
		expect(begun.problem?.type).toBe('access.second-factor');
		const removed = await jana.call(removeSecondFactorEndpoint, { password: admin.password });
		expect(removed.problem?.type).toBe('access.second-factor');
	});

	it('rest while a shown second factor is being replaced', async () => {
		await jana.call(signInEndpoint, withPassword);
		await enrol(jana, admin.password);
		expect((await jana.call(removeSecondFactorEndpoint, { password: admin.password })).problem?.type).toBe(
			'second-factor.required',
		);
		expect((await jana.call(beginSecondFactorEndpoint, { password: admin.password })).status).toBe(200);
		expect((await jana.call(personsEndpoint, {})).problem?.type).toBe('access.denied');
		await enrol(jana, admin.password);
		expect((await jana.call(personsEndpoint, {})).status).toBe(200);
	});
});

describe('sessions', () => {
	it('are listed, and end at once when they are revoked', async () => {
		await jana.call(signInEndpoint, withPassword);
		const { recoveryCodes } = await enrol(jana, admin.password);
		const phone = visitor(office);
		await phone.call(signInEndpoint, withPassword, { 'user-agent': 'Probe-Telefon' });
		await phone.call(
			secondFactorEndpoint,
			{ kind: 'recovery', code: recoveryCodes[0] ?? '' },
			{ 'user-agent': 'Probe-Telefon' },
		);
		expect((await phone.call(whoamiEndpoint, {})).status).toBe(200);

		const { items } = (await jana.call(sessionsEndpoint, {})).body;
		expect(items.map(({ current, program }) => ({ current, phone: program === 'Probe-Telefon' }))).toEqual(
			expect.arrayContaining([
				{ current: true, phone: false },
				{ current: false, phone: true },
			]),
		);
		const other = items.find(({ current }) => !current);
		expect((await jana.call(revokeSessionEndpoint, { id: other?.id ?? '' })).status).toBe(200);
		expect((await phone.call(whoamiEndpoint, {})).status).toBe(401);
		expect((await jana.call(whoamiEndpoint, {})).status).toBe(200);
	});

	it('end with the working day', async () => {
		await jana.call(signInEndpoint, withPassword);
		expect((await jana.call(whoamiEndpoint, {})).status).toBe(200);
		await sql`update auth.session set "expiresAt" = ${new Date(office.clock.now())}`.execute(
			office.office.corridor.engine.engine,
		);
		await office.at('2026-03-02T08:00:06Z');
		expect((await jana.call(whoamiEndpoint, {})).status).toBe(401);
	});

	it('of other places end when the password is changed', async () => {
		await jana.call(signInEndpoint, withPassword);
		const phone = visitor(office);
		await phone.call(signInEndpoint, withPassword);
		const next = 'ein anderes langes Passwort';
		const wrong = await jana.call(changePasswordEndpoint, { current: 'falsch', password: next });
		expect(wrong.problem?.type).toBe('sign-in.refused');
		expect((await jana.call(changePasswordEndpoint, { current: admin.password, password: next })).status).toBe(200);
		expect((await phone.call(whoamiEndpoint, {})).status).toBe(401);
		expect((await jana.call(whoamiEndpoint, {})).status).toBe(200);
		expect((await phone.call(signInEndpoint, withPassword)).status).toBe(403);
		expect((await phone.call(signInEndpoint, { ...withPassword, password: next })).status).toBe(200);
	});
});
