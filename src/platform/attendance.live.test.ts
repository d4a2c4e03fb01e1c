import { afterAll, beforeAll, expect, it } from 'vitest';

import { hereAtPostEndpoint } from '#contract/attendance.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
let id: string;
beforeAll(async () => {
	desk = await startNewsdesk('2026-03-02T08:00:00Z');
	id = await desk.draft();
});
afterAll(() => desk.close());

const here = async (who: Newsdesk['anna'], doing: 'reading' | 'writing' | 'gone') =>
	(await desk.office.call(hereAtPostEndpoint, { id, doing }, who)).body.others;

it('shows who else has a post open, and what they do, until they leave', async () => {
	expect(await here(desk.anna, 'reading')).toEqual([]);
	expect(await here(desk.ben, 'writing')).toMatchObject([{ id: desk.anna.id, doing: 'reading' }]);
	expect(await here(desk.anna, 'reading')).toMatchObject([{ id: desk.ben.id, doing: 'writing' }]);
	await here(desk.ben, 'gone');
	expect(await here(desk.anna, 'reading')).toEqual([]);
});

it('forgets whoever is not heard of any more', async () => {
	await here(desk.ben, 'reading');
	await desk.office.at('2026-03-02T08:00:26Z');
	expect(await here(desk.anna, 'reading')).toEqual([]);
});

it('tells other processes, and says beats to nobody else', async () => {
	// Its own post: what was said of the other one may still be on its way.
	const apart = await desk.draft();
	const heard: unknown[] = [];
	const off = desk.office.office.corridor.events.subscribe((event) => {
		if (event.topic === 'here' && event.id === apart) heard.push(event.here);
	});
	const writes = () => desk.office.call(hereAtPostEndpoint, { id: apart, doing: 'writing' }, desk.ben);
	await writes();
	await writes();
	while (heard.length < 2) await desk.read(apart);
	off();
	expect(heard).toMatchObject([
		{ doing: 'writing', silent: false },
		{ doing: 'writing', silent: true },
	]);
});

it('is for those who may read the post, and leaves no trace', async () => {
	const stranger = actorWith('author', ['elsewhere'], 'stranger');
	expect((await desk.office.call(hereAtPostEndpoint, { id, doing: 'reading' }, stranger)).status).toBe(404);
	expect((await desk.read(id)).steps.map(({ what }) => what)).toEqual(['created']);
});
