import { sql } from 'kysely';

import { writeShiftNoteEndpoint } from '#contract/duty.ts';
import { addPressContactEndpoint, createPressListEndpoint } from '#contract/press.ts';
import { addRuleEndpoint } from '#contract/rules.ts';
import type { Actor } from '#kernel/permission.ts';
import type { TestOffice } from '#tests/office.ts';

let nth = 0;

export const pressListIn = async (office: TestOffice, unitId: string, actor: Actor): Promise<string> => {
	nth += 1;
	return (await office.call(createPressListEndpoint, { unitId, name: `Verteiler ${nth}` }, actor)).body.id;
};

export const pressContactIn = async (office: TestOffice, unitId: string, actor: Actor): Promise<string> => {
	nth += 1;
	const kept = { mail: `probe-${nth}@zeitung.example`, source: 'Anruf', since: '2026-03-02' };
	return (await office.call(addPressContactEndpoint, { unitId, ...kept }, actor)).body.id;
};

export const shiftNoteIn = async (office: TestOffice, unit: string, by: Actor): Promise<string> => {
	const note = { unit, open: 'Eine Frage', waiting: '', promised: '', special: '' };
	return (await office.call(writeShiftNoteEndpoint, note, by)).body.id;
};

export const ruleIn = async (office: TestOffice, unit: string, by: Actor): Promise<string> => {
	const effects = { label: null, priority: null, duty: true, propose: null, hides: false };
	const rule = { name: 'Probe', conditions: [{ is: 'links' as const, least: 1 }], effects };
	return (await office.call(addRuleEndpoint, { unit, rule }, by)).body.id;
};

/** As it stands in the table: connecting one asks a server. */
export const mailboxIn = async (office: TestOffice, unit: string): Promise<string> => {
	nth += 1;
	const id = `mailbox-${nth}`;
	await sql`insert into dialogue_mailbox (id, unit_id, name, address, host, port, security, login, password, folder,
		uid_validity, last_uid, connected_at) values (${id}, ${unit}, 'Probe', 'probe@stadt.example', 'imap.stadt.example', 993,
		'tls', 'probe', '', 'INBOX', 1, 0, now())`.execute(office.office.corridor.engine.engine);
	return id;
};
