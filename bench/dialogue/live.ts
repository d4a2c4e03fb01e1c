import { type ClientRequest, request } from 'node:http';

import { type Figure, median } from '../figure.ts';

const BROWSERS = 200;
const CHANGES = 20;
const MOST_MS = 1000;

interface Watching {
	readonly origin: string;
	readonly headers: Record<string, string>;
	announce(id: string): Promise<unknown>;
	readonly reconnects: number;
}

interface Browser {
	readonly heard: string[];
	lastId: string;
	cut(): void;
}

/** A browser that listens, as far as the wire shows it; resolves when it is told that it is connected. */
const watch = (
	{ origin, headers }: Pick<Watching, 'origin' | 'headers'>,
	told: (browser: Browser, id: string) => void,
	lastId?: string,
): Promise<Browser> =>
	new Promise((resolve, reject) => {
		const given = { ...headers, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) };
		let wire: ClientRequest | undefined;
		const browser: Browser = { heard: [], lastId: lastId ?? '', cut: () => void wire?.destroy() };
		const take = (frame: string): void => {
			const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(frame)?.[1] ?? '';
			if (field('id') !== '') browser.lastId = field('id');
			if (field('event') === 'ready') resolve(browser);
			if (field('event') === 'missed') browser.heard.push('missed');
			if (field('event') !== 'change') return;
			const { id } = JSON.parse(field('data')) as { readonly id: string };
			browser.heard.push(id);
			told(browser, id);
		};
		wire = request(`${origin}/api/events`, { headers: given, agent: false }, (answer) => {
			let rest = '';
			answer.setEncoding('utf8').on('data', (chunk: string) => {
				const frames = (rest + chunk).split('\n\n');
				rest = frames.pop() ?? '';
				for (const frame of frames) take(frame);
			});
			answer.on('error', () => undefined);
		});
		wire.on('error', reject).end();
	});

/** Until every browser heard of a change, and whether any misses or hears twice what happened while it was away. */
export const liveFigures = async (watching: Watching): Promise<readonly Figure[]> => {
	const waits: number[] = [];
	let left = 0;
	let all: () => void = () => undefined;
	const told = (): void => {
		left -= 1;
		if (left === 0) all();
	};
	const browsers = await Promise.all(Array.from({ length: BROWSERS }, () => watch(watching, told)));
	for (let n = 0; n < CHANGES; n += 1) {
		left = BROWSERS;
		const done = new Promise<void>((resolve) => {
			all = resolve;
		});
		const begun = performance.now();
		await watching.announce(`change-${n}`);
		await done;
		waits.push(performance.now() - begun);
	}
	for (const browser of browsers) browser.cut();
	const { wrong, missed } = await reconnect(watching, browsers[0]?.lastId ?? '');
	const worst = Math.max(...waits);
	return [
		{
			...{
				name: `dialogue: ms until ${BROWSERS} browsers heard of a change, the slowest of ${CHANGES}`,
				ours: worst,
				floor: MOST_MS,
			},
			...{ ratio: worst / MOST_MS, target: '<= 1', pass: worst <= MOST_MS },
		},
		{
			...{ name: 'dialogue: the same, in the middle', ours: median(waits), floor: MOST_MS },
			...{ ratio: median(waits) / MOST_MS, target: '<= 1', pass: median(waits) <= MOST_MS },
		},
		{
			...{
				name: `dialogue: of ${watching.reconnects} reconnects, with a gap or a double`,
				ours: wrong,
				floor: 0,
				ratio: wrong,
			},
			...{ target: '= 0', pass: wrong === 0 && missed === 0 },
		},
	];
};

const AWAY = 3;
const AT_ONCE = 50;

/** Cut off, something happens, and back again behind the last thing heard. */
const reconnect = async (watching: Watching, from: string) => {
	let [lastId, wrong, missed] = [from, 0, 0];
	for (let done = 0; done < watching.reconnects; done += AT_ONCE) {
		const ids = Array.from({ length: AWAY }, (_, n) => `away-${done}-${n}`);
		const mark = `mark-${done}`;
		for (const id of ids) await watching.announce(id);
		const ends: (() => void)[] = [];
		const waits = Array.from({ length: AT_ONCE }, () => new Promise<void>((resolve) => ends.push(resolve)));
		const back = await Promise.all(
			ends.map((end) => watch(watching, (_, id) => (id === mark ? end() : undefined), lastId)),
		);
		await watching.announce(mark);
		await Promise.all(waits);
		const expected = [...ids, mark].join();
		wrong += back.filter(({ heard }) => heard.join() !== expected).length;
		missed += back.filter(({ heard }) => heard.includes('missed')).length;
		lastId = back[0]?.lastId ?? lastId;
		for (const browser of back) browser.cut();
	}
	return { wrong, missed };
};
