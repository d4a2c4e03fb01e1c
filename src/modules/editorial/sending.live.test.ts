import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outgoingPostsEndpoint, readRevisionEndpoint } from '#contract/editorial.ts';
import {
	approvePostEndpoint,
	askForApprovalEndpoint,
	correctPostEndpoint,
	dropCorrectionEndpoint,
	duplicatePostEndpoint,
	publishCorrectionEndpoint,
	publishPostEndpoint,
	recallPostEndpoint,
	reschedulePostEndpoint,
	schedulePostEndpoint,
	withdrawPostEndpoint,
} from '#contract/editorial-acts.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';

let desk: Newsdesk;
beforeEach(async () => {
	desk = await startNewsdesk();
});
afterEach(() => desk.close());

const zone = 'Europe/Berlin';
const deliveries = async (id: string) => {
	const found = await desk.office.office.delivery.deliveriesOf([id]);
	return found.map(({ channel, operation, state }) => `${channel} ${operation} ${state}`).sort();
};
const everywhere = ['bluesky publish published', 'mastodon publish published', 'newsroom publish published'];

describe('a post that goes out now', () => {
	it('waits a minute, then stands in the newsroom and on every network', async () => {
		const { office, anna } = desk;
		const id = await desk.draft();
		await desk.approve(id);
		const { body } = await office.call(publishPostEndpoint, { id }, anna);
		expect(body).toMatchObject({ state: 'scheduled', dueAt: '2026-03-02T08:01:00.000Z' });
		await office.at('2026-03-02T08:00:59Z');
		expect(await deliveries(id)).toEqual(everywhere.map((line) => line.replace('published', 'waiting')));
		await office.at('2026-03-02T08:01:00Z');
		await office.settle();
		expect(await deliveries(id)).toEqual(everywhere);
		const post = await desk.read(id);
		expect(post).toMatchObject({ state: 'published', publishedAt: '2026-03-02T08:01:00.000Z' });
		expect(post.published?.renditions[0]).toMatchObject({ channel: 'newsroom', link: null });
		expect(post.link).toMatch(/\/beitrag\/muehlkanalbruecke-gesperrt-[a-z0-9]{6}$/);
		expect((await fetch(post.link)).status).toBe(200);
	});

	it('can be called back within the minute, and nothing has left', async () => {
		const { office, anna } = desk;
		const id = await desk.draft();
		await desk.approve(id);
		await office.call(publishPostEndpoint, { id }, anna);
		await office.at('2026-03-02T08:00:50Z');
		expect((await office.call(recallPostEndpoint, { id }, anna)).body).toMatchObject({
			state: 'approved',
			recalled: 3,
		});
		await office.at('2026-03-02T08:03:00Z');
		expect((await deliveries(id)).filter((line) => line.endsWith('published'))).toEqual([]);
		expect((await office.call(publishPostEndpoint, { id }, anna)).status).toBe(200);
		await office.at('2026-03-02T08:05:00Z');
		expect((await deliveries(id)).filter((line) => line.endsWith('published'))).toEqual(everywhere);
	});

	it('is too late to call back once it is out', async () => {
		const id = await desk.draft();
		await desk.publish(id);
		expect((await desk.office.call(recallPostEndpoint, { id }, desk.anna)).problem?.type).toBe('post.too-late');
	});

	it('and a recall that race each other end in one of the two, never in between', async () => {
		const { office, anna } = desk;
		const id = await desk.draft();
		await desk.approve(id);
		await office.call(publishPostEndpoint, { id }, anna);
		const [answer] = await Promise.all([
			office.call(recallPostEndpoint, { id }, anna),
			office.at('2026-03-02T08:01:00Z'),
		]);
		await office.settle();
		const out = (await deliveries(id)).filter((line) => line.endsWith('published'));
		const { state } = await desk.read(id);
		if (answer.status === 200 && answer.body.tooLate.length === 0) expect([state, out]).toEqual(['approved', []]);
		else expect([state, out.includes('newsroom publish published')]).toEqual(['published', true]);
	});

	it('needs an approval', async () => {
		const id = await desk.draft();
		const refused = await desk.office.call(publishPostEndpoint, { id }, desk.anna);
		expect(refused.problem?.type).toBe('post.not-possible-now');
	});
});

describe('a post that is out', () => {
	it('shows on its proof page what was approved: content, unit and language', async () => {
		const id = await desk.draft();
		await desk.publish(id);
		const { link, publishedHash } = await desk.read(id);
		const page = await (await fetch(`${desk.office.origin}${new URL(link).pathname}/nachweis`)).text();
		expect(page.replaceAll(' ', '')).toContain(publishedHash ?? 'no hash');
		expect(page).toContain('<dd>Tiefbauamt</dd>');
		expect(page).toContain('<dd>Deutsch</dd>');
	});
});

describe('a post for a wall time', () => {
	it('goes out then, can be moved, and is in the list of the day', async () => {
		const { office, anna } = desk;
		const id = await desk.draft();
		await desk.approve(id);
		const planned = await office.call(schedulePostEndpoint, { id, local: '2026-03-02T09:05', zone }, anna);
		expect(planned.body).toMatchObject({ state: 'scheduled', dueAt: '2026-03-02T08:05:00.000Z' });
		const moved = await office.call(reschedulePostEndpoint, { id, local: '2026-03-02T09:07', zone }, anna);
		expect(moved.body.dueAt).toBe('2026-03-02T08:07:00.000Z');
		const day = { from: '2026-03-01T23:00:00Z', until: '2026-03-02T23:00:00Z' };
		expect((await office.call(outgoingPostsEndpoint, day, anna)).body.items.map((post) => post.id)).toEqual([id]);
		await office.at('2026-03-02T08:06:59Z');
		expect((await desk.read(id)).state).toBe('scheduled');
		await office.at('2026-03-02T08:07:00Z');
		await office.settle();
		expect(await deliveries(id)).toEqual(everywhere);
	});

	it('that the clock change skips or doubles is asked about', async () => {
		const { office, anna } = desk;
		const id = await desk.draft();
		await desk.approve(id);
		const skipped = { id, local: '2026-03-29T02:30', zone };
		expect((await office.call(schedulePostEndpoint, skipped, anna)).problem).toMatchObject({
			type: 'post.time-missing',
			detail: { instead: '2026-03-29T01:00:00.000Z' },
		});
		const first = await office.call(schedulePostEndpoint, { ...skipped, acceptMissing: true }, anna);
		expect(first.body.dueAt).toBe('2026-03-29T01:00:00.000Z');
		const twice = { id, local: '2026-10-25T02:30', zone };
		expect((await office.call(reschedulePostEndpoint, twice, anna)).problem).toMatchObject({
			type: 'post.time-twice',
			detail: { earlier: '2026-10-25T00:30:00.000Z', later: '2026-10-25T01:30:00.000Z' },
		});
		const later = await office.call(reschedulePostEndpoint, { ...twice, occurrence: 'later' }, anna);
		expect(later.body.dueAt).toBe('2026-10-25T01:30:00.000Z');
		expect((await desk.read(id)).wall).toEqual({ local: '2026-10-25T02:30', zone, occurrence: 'later' });
	});
});

describe('a correction', () => {
	it('needs its own approval, leaves the page as it is until then, and reaches every copy that can be changed', async () => {
		const { office, anna, jana } = desk;
		const id = await desk.draft();
		await desk.publish(id);
		expect((await desk.write(id, 'Nein.')).problem?.type).toBe('post.not-possible-now');
		await office.call(correctPostEndpoint, { id, reason: 'Das Datum war falsch.' }, anna);
		expect((await desk.write(id, 'Die Brücke ist ab Dienstag gesperrt.')).status).toBe(200);
		expect(await desk.read(id)).toMatchObject({ state: 'published', correction: 'draft' });
		expect(await (await fetch((await desk.read(id)).link)).text()).toContain('ab Montag');

		await office.call(askForApprovalEndpoint, { id }, anna);
		const contentHash = (await desk.read(id)).contentHash ?? '';
		expect((await office.call(approvePostEndpoint, { id, contentHash }, anna)).status).toBe(403);
		expect((await office.call(approvePostEndpoint, { id, contentHash }, jana)).body.correction).toBe('approved');
		const { body } = await office.call(publishCorrectionEndpoint, { id }, anna);
		expect(body.left.map(({ url }) => typeof url)).toEqual(['string']);
		await office.settle();
		expect(await deliveries(id)).toEqual([...everywhere, 'mastodon edit published', 'newsroom edit published'].sort());
		const page = await (await fetch((await desk.read(id)).link)).text();
		expect(page).toContain('ab Dienstag');
		expect(page).toContain('Das Datum war falsch.');
		expect(await desk.read(id)).toMatchObject({ state: 'published', correction: null });
	});

	it('given up leaves the content that is out', async () => {
		const { office, anna } = desk;
		const id = await desk.draft();
		await desk.publish(id);
		const { text } = await desk.read(id);
		await office.call(correctPostEndpoint, { id, reason: 'Vielleicht.' }, anna);
		await desk.write(id, 'Etwas ganz anderes.');
		expect((await office.call(dropCorrectionEndpoint, { id }, anna)).status).toBe(200);
		expect(await desk.read(id)).toMatchObject({ state: 'published', correction: null, text });
	});
});

describe('withdrawing', () => {
	it('takes every copy back and leaves the address with a note', async () => {
		const { office, anna } = desk;
		const id = await desk.draft();
		await desk.publish(id);
		const { link } = await desk.read(id);
		const { body } = await office.call(withdrawPostEndpoint, { id, note: 'Die Sperrung entfällt.' }, anna);
		expect(body).toMatchObject({ state: 'withdrawn', left: [] });
		await office.settle();
		const took = (await deliveries(id)).filter((line) => line.includes('withdraw'));
		expect(took.length).toBeGreaterThanOrEqual(3);
		expect((await fetch(link)).status).toBe(410);
		expect(await office.office.editorial.withdrawnNote(id)).toBe('Die Sperrung entfällt.');
	});

	it('stops what has not left', async () => {
		const { office, anna } = desk;
		const id = await desk.draft();
		await desk.approve(id);
		await office.call(withdrawPostEndpoint, { id, note: 'Doch nicht.' }, anna);
		expect(await desk.read(id)).toMatchObject({ state: 'withdrawn' });
		expect((await office.call(publishPostEndpoint, { id }, anna)).problem?.type).toBe('post.not-possible-now');
	});
});

describe('the history', () => {
	it('keeps what was asked for and published, and shows each change beside what was before', async () => {
		const { office, anna } = desk;
		const id = await desk.draft();
		await desk.approve(id);
		await office.at('2026-03-02T08:06:00Z');
		await desk.write(id, 'Neu geschrieben.');
		const { revisions } = await desk.read(id);
		expect(revisions.map(({ number, fields }) => `${number} ${fields.join()}`)).toEqual(['2 text', '1 ']);
		const { body } = await office.call(readRevisionEndpoint, { id, number: 2 }, anna);
		expect([body.content.text, body.before?.text]).toEqual([
			'Neu geschrieben.',
			'Die Brücke ist ab Montag gesperrt. Bitte fahren Sie über den Ring.',
		]);
	});

	it('can be the beginning of a new post', async () => {
		const { office, anna } = desk;
		const id = await desk.draft();
		await desk.publish(id);
		const { body } = await office.call(duplicatePostEndpoint, { id }, anna);
		expect(await desk.read(body.id)).toMatchObject({ state: 'draft', title: 'Mühlkanalbrücke gesperrt' });
	});
});
