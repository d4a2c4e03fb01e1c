import { afterAll, beforeAll, expect, it } from 'vitest';
import { mailsEndpoint } from '#contract/mail.ts';
import { ok } from '#kernel/result.ts';

import { writeAlarm } from '../src/write-alarm.ts';
import { actorWith, startTestOffice, type TestOffice } from './office.ts';
import { admin, musterstadt } from './visitor.ts';

let office: TestOffice;
beforeAll(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	await office.office.people.setUpFromAnswers({ authority: musterstadt, admin, units: [] });
});
afterAll(() => office.close());

it('tells the administrators by mail what is overdue', async () => {
	const { corridor, people, mailer } = office.office;
	const alarm = { count: 2, titles: ['Brücke gesperrt', 'Lesenacht'] };
	await corridor.db.transact('alarm', async (tx) =>
		ok(await writeAlarm(tx, { alarm, people, mailer, origin: office.origin })),
	);
	const { body } = await office.call(mailsEndpoint, {}, actorWith('admin', 'all'));
	expect(body.items).toMatchObject([{ to: admin.mail, subject: '2 Zustellungen sind überfällig' }]);
});
