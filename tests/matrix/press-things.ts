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
