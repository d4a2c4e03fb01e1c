import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { assignRolesEndpoint, personsEndpoint } from '#contract/people.ts';
import { listRecordsEndpoint, requestErasureEndpoint } from '#contract/records.ts';
import { system } from '#kernel/permission.ts';
import { verifyExport } from '#modules/records/verify.ts';
import { createAct, done } from '#platform/act.ts';
import { actorWith, startTestOffice, type TestOffice } from '../office.ts';
import { expectGoodEverywhere, openBrowser } from './browser.ts';
import { openPerson, walkWizard } from './people-at-work.ts';

const admin = actorWith('admin', 'all');
const privacy = actorWith('privacy', 'all');

let office: TestOffice;
let browser: Browser;
let page: Page;
let folder: string;

beforeAll(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z', desk: true });
	folder = await mkdtemp(join(tmpdir(), 'amtsfunk-record-'));
	browser = await openBrowser();
	page = await openPerson(browser);
	await walkWizard(page, office);
	const ida = (await office.call(personsEndpoint, {}, admin)).body.items[0];
	const roles = (['admin', 'registrar'] as const).map((role) => ({ role, unitId: null }));
	await office.call(assignRolesEndpoint, { id: ida?.id ?? '', roles }, admin);
	const act = createAct({ db: office.office.corridor.db, ledger: office.office.records.ledger });
	const payload = { text: 'Wann öffnet das Bürgerbüro?' };
	await act('receive', system('dialogue'), async () =>
		done(null, { kind: 'message.received', subject: 'frage-1', payload }),
	);
	await office.at('2026-03-02T08:00:01Z');
});
afterAll(async () => {
	await browser.close();
	await office.close();
	await rm(folder, { recursive: true, force: true });
});

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

it('finds every step in the record, and the proof to it', async () => {
	await page.goto(`${office.origin}/desk/akte`);
	await heading('Akte');
	await page.getByRole('link', { name: 'Stelle angelegt' }).waitFor();
	await page.getByRole('heading', { name: 'Prüfstempel', exact: true }).waitFor();
	await page.getByText(/Blätter$/).waitFor();
	await expectGoodEverywhere(page);
	await page.getByLabel('Was').selectOption({ label: 'Nachricht eingegangen' });
	await page.getByText('Stelle angelegt').first().waitFor({ state: 'hidden' });
	expect(new URL(page.url()).searchParams.get('kind')).toBe('message.received');
	await page.getByRole('link', { name: 'Nachricht eingegangen' }).click();
	await heading(/Nachricht eingegangen/);
	await page.getByText('Wann öffnet das Bürgerbüro?').waitFor();
	await page.getByText(/Eingetragen als Blatt/).waitFor();
	await page.getByText(/Im Prüfstempel .* enthalten/).waitFor();
	await expectGoodEverywhere(page);
});

it('notes once that somebody read what a citizen wrote', async () => {
	await office.at('2026-03-02T08:00:02Z');
	const read = await office.call(listRecordsEndpoint, { kind: 'record.read', subject: 'frage-1' }, admin);
	expect(read.body.items).toHaveLength(1);
});

it('erases with two people, and the proof stays', async () => {
	const input = { subject: 'frage-1', legalBasis: 'gdpr-17-1-b', reason: 'Widerruf vom 1. März' } as const;
	await office.call(requestErasureEndpoint, input, privacy);
	await page.goto(`${office.origin}/desk/akte`);
	await page.getByRole('link', { name: 'Löschen und Sperrvermerke' }).click();
	await heading('Löschen und Sperrvermerke');
	await page.getByText('Widerruf vom 1. März').waitFor();
	await expectGoodEverywhere(page);
	await page.getByRole('button', { name: 'Endgültig löschen' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Endgültig löschen' }).click();
	await page.getByText('gelöscht', { exact: true }).waitFor();
	await office.at('2026-03-02T08:00:03Z');
	await page.goto(`${office.origin}/desk/akte?subject=frage-1&kind=message.received`);
	await page.getByRole('link', { name: 'Nachricht eingegangen' }).click();
	await page.getByText('Dieser Eintrag ist gelöscht').waitFor();
	await page.getByText(/Eingetragen als Blatt/).waitFor();
	await expectGoodEverywhere(page);
});

it('takes the whole record out of the house, and it is verified without the server', async () => {
	await page.goto(`${office.origin}/desk/akte`);
	const coming = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Akte exportieren' }).click();
	const download = await coming;
	const file = join(folder, download.suggestedFilename());
	await download.saveAs(file);
	const report = await verifyExport(file);
	expect(report).toMatchObject({ ok: true, complete: true, erased: 1 });
});
