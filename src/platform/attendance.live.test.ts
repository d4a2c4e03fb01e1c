import { afterAll, beforeAll, expect, it } from 'vitest';

import { hereAtPostEndpoint } from '#contract/attendance.ts';
import { ok } from '#kernel/result.ts';
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

interface Heard {
	readonly event: string;
	readonly data: string;
	readonly id: string;
}

/** The stream of events as a browser reads it, from behind the last one it heard. */
const listen = async (last?: string) => {
	const line = new AbortController();
	const { body } = await fetch(`${desk.office.base}/api/events`, {
		signal: line.signal,
		headers: { 'x-actor': desk.anna.id, ...(last === undefined ? {} : { 'last-event-id': last }) },
	});
	const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
	let rest = '';
	const next = async (): Promise<Heard> => {
		while (!rest.includes('\n\n')) rest += (await reader?.read())?.value ?? '';
		const at = rest.indexOf('\n\n');
		const fields = rest
			.slice(0, at)
			.split('\n')
			.map((field) => field.split(/: ?(.*)/s, 2));
		rest = rest.slice(at + 2);
		const { event = '', data = '', id = '' } = Object.fromEntries(fields) as Partial<Heard>;
		return { event, data, id };
	};
	return {
		next,
		/** What is said of these things, up to this one. */
		async until(thing: string): Promise<readonly Heard[]> {
			const said: Heard[] = [];
			while (!said.at(-1)?.data.includes(`"${thing}"`)) {
				const one = await next();
				if (one.event !== 'change' || one.data.includes('"thing-')) said.push(one);
			}
			return said;
		},
		cut: () => line.abort(),
	};
};

/** Says that something changed, and waits until this process has heard it. */
const change = async (thing: string, unitId = desk.unitId): Promise<void> => {
	const { db, events } = desk.office.office.corridor;
	const heard = new Promise<void>((resolve) => {
		const off = events.subscribe(({ id }) => {
			if (id !== thing) return;
			off();
			resolve();
		});
	});
	await db.transact('say', async (tx) => ok(await events.announce(tx, { topic: 'setting', id: thing, unitId })));
	await heard;
};

const things = (said: readonly Heard[]) =>
	said.map(({ event, data }) => (event === 'change' ? (JSON.parse(data) as { id: string }).id : event));

it('goes on behind the last event that was heard: all that was missed, once, and nothing of other units', async () => {
	await here(desk.anna, 'gone');
	const first = await listen();
	await change('thing-1');
	const before = await first.until('thing-1');
	expect(things(before)).toEqual(['ready', 'thing-1']);
	first.cut();
	await change('thing-2');
	await change('thing-elsewhere', 'elsewhere');
	await change('thing-3');
	const second = await listen(before.at(-1)?.id);
	await change('thing-4');
	const after = await second.until('thing-4');
	expect(things(after)).toEqual(['ready', 'thing-2', 'thing-3', 'thing-4']);
	// A line that is cut before it hears anything goes on where the one before it was.
	expect(after[0]?.id).toBe(before.at(-1)?.id);
	second.cut();
});

it('says that something was missed where nobody knows what, and not to a line that never was', async () => {
	const fresh = await listen();
	const { id } = await fresh.next();
	await change('thing-5');
	expect(things(await fresh.until('thing-5'))).toEqual(['thing-5']);
	fresh.cut();
	for (const unknown of ['another-run.1', id.replace(/\d+$/, '999999'), 'nonsense']) {
		const line = await listen(unknown);
		expect([unknown, (await line.next()).event, (await line.next()).event]).toEqual([unknown, 'ready', 'missed']);
		line.cut();
	}
});
