import { solveChallenge } from 'altcha-lib/v1';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { openTestSite, renditionOf, type TestSite } from '#tests/newsroom-site.ts';

let site: TestSite;
beforeAll(async () => {
	site = await openTestSite();
	await site.channel.publish(renditionOf({}), 'key-1');
});
afterAll(() => site.close());

const stampIn = (html: string): string => /name="marke" value="([^"]+)"/.exec(html)?.[1] ?? '';
const secondStep = async (form: Record<string, string>): Promise<string> =>
	stampIn(await (await site.post('/frage', form)).text());
const later = (ms: number) => site.office.at(new Date(site.corridor.clock.now() + ms).toISOString());
const solved = async (): Promise<string> => {
	const task = await (await site.get('/frage/aufgabe')).json();
	const found = await solveChallenge(task.challenge, task.salt, task.algorithm, task.maxnumber).promise;
	return Buffer.from(JSON.stringify({ ...task, number: found?.number })).toString('base64');
};
const last = () => site.asked.at(-1);

it('takes a question in two steps without script, and shows the receipt', async () => {
	const first = await site.post('/frage', { frage: 'Kommt man mit dem Rollstuhl hinüber?', beitrag: 'bruecke' });
	const html = await first.text();
	expect(first.headers.get('cache-control')).toBe('no-store');
	expect(html).toContain('Zu: Mühlkanalbrücke ab Montag gesperrt');
	expect(site.asked).toEqual([]);
	await later(5_000);
	const sent = await site.post('/frage', {
		...{ frage: 'Kommt man mit dem Rollstuhl hinüber?', beitrag: 'bruecke', marke: stampIn(html) },
		...{ name: 'Probe', mail: 'probe@muster.example' },
	});
	expect(sent.status).toBe(303);
	expect(last()?.question).toMatchObject({
		...{ text: 'Kommt man mit dem Rollstuhl hinüber?', language: 'de', pageSlug: 'bruecke' },
		...{ name: 'Probe', mail: 'probe@muster.example' },
	});
	const receipt = await site.get(sent.headers.get('location') ?? '');
	expect(receipt.headers.get('cache-control')).toBe('no-store');
	expect(receipt.headers.get('x-robots-tag')).toBe('noindex');
	expect(await receipt.text()).toContain('Ihre Frage ist da.');
	expect((await site.get('/frage/unbekannt')).status).toBe(404);
});

it('gives the same receipt when the same step is sent twice', async () => {
	const marke = await secondStep({ frage: 'Doppelt?' });
	await later(5_000);
	const before = site.asked.length;
	const [one, two] = [
		await site.post('/frage', { frage: 'Doppelt?', marke }),
		await site.post('/frage', { frage: 'Doppelt?', marke }),
	];
	expect(site.asked.length).toBe(before + 1);
	expect(two.headers.get('location')).toBe(one.headers.get('location'));
});

it('asks again when a program was too quick or made up its stamp', async () => {
	const before = site.asked.length;
	const marke = await secondStep({ frage: 'Schnell' });
	expect(await (await site.post('/frage', { frage: 'Schnell', marke })).text()).toContain('Das ging sehr schnell');
	expect((await site.post('/frage', { frage: 'Schnell', marke: `${marke.slice(0, -3)}AAA` })).status).toBe(200);
	expect((await site.post('/frage', { frage: 'Schnell', marke: '9'.repeat(15) })).status).toBe(200);
	expect(site.asked.length).toBe(before);
});

it('takes a solved task in one step, once, and no forged one', async () => {
	const altcha = await solved();
	const before = site.asked.length;
	expect((await site.post('/en/frage', { frage: 'Quick?', altcha })).status).toBe(303);
	expect(last()?.question.language).toBe('en');
	await site.post('/frage', { frage: 'Noch eine mit derselben Lösung', altcha });
	expect(site.asked.length).toBe(before + 1);
	const read = JSON.parse(Buffer.from(altcha, 'base64').toString());
	const forged = (change: object) => Buffer.from(JSON.stringify({ ...read, ...change })).toString('base64');
	for (const wrong of [
		forged({ number: read.number + 1 }),
		forged({ signature: 'x' }),
		forged({ salt: 'y' }),
		forged({ algorithm: 'SHA-1' }),
		'Unsinn',
		'',
	])
		expect((await site.post('/frage', { frage: 'Gefälscht', altcha: wrong })).status).toBe(200);
	expect(site.asked.length).toBe(before + 1);
});

it('lets a program that fills the trap believe it was heard', async () => {
	const before = site.asked.length;
	const sent = await site.post('/frage', { frage: 'Kauft!', altcha: await solved(), webseite: 'http://spam.example' });
	expect(sent.status).toBe(303);
	expect(site.asked.length).toBe(before);
});

it('says what is missing, in place, and keeps what was written', async () => {
	const empty = await site.post('/frage', { frage: '   ', mail: 'halb@' });
	expect(empty.status).toBe(422);
	const html = await empty.text();
	expect(html).toContain('Schreiben Sie Ihre Frage in das Feld.');
	expect(html).toContain('value="halb@"');
	expect(html).toContain('aria-invalid="true"');
	expect((await site.post('/frage', { frage: 'x'.repeat(4_001) })).status).toBe(422);
	expect((await site.post('/frage', { frage: 'x'.repeat(30_000) })).status).toBe(422);
});

it('takes hostile text as text', async () => {
	const hostile = '</textarea><script>window.caught=1</script>\u0000\u0007';
	const answer = await site.post('/frage', {
		frage: hostile,
		name: '"><img src=x onerror=1>',
		beitrag: "'; --",
		stelle: '\u0000',
	});
	expect(answer.status).toBe(200);
	const html = await answer.text();
	expect(html).not.toContain('<script>window');
	expect(html).not.toContain('<img src=x');
	await later(5_000);
	expect((await site.post('/frage', { frage: hostile, marke: stampIn(html), beitrag: "'; --" })).status).toBe(303);
	expect(last()?.question.text).toBe('</textarea><script>window.caught=1</script>');
	const strange = await fetch(`${site.origin}/frage`, {
		method: 'POST',
		body: '\u0000{[',
		headers: { 'content-type': 'multipart/form-data; boundary=x' },
	});
	expect(strange.status).toBe(422);
});

it('stops after many questions from one connection, and only that one', async () => {
	const stamps = await Promise.all(Array.from({ length: 34 }, () => secondStep({ frage: 'Viele' })));
	await later(5_000);
	const send = (from: string) =>
		site.post('/frage', { frage: 'Viele', marke: stamps.pop() ?? '' }, { 'x-forwarded-for': from });
	for (let n = 0; n < 30; n += 1) expect((await send(`203.0.113.${n}`)).status).toBe(303);
	const stopped = await send('203.0.113.200');
	expect(stopped.status).toBe(429);
	expect(await stopped.text()).toContain('viele Fragen');
	expect((await send('198.51.100.7')).status).toBe(303);
});
