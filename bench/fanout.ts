import { bareSigner } from './fediverse/bare-signer.ts';
import { openHouse } from './fediverse/house.ts';
import { type Manner, startSink } from './fediverse/sink.ts';
import { type Benchmark, type Figure, median } from './figure.ts';

const TARGET = 0.6;
/** How many followers a server has, in the middle. */
const PER_HOST = 15;
const manners = [
	{ manner: 'fast', name: 'fanout, copies per second, receivers that answer at once' },
	{ manner: 'slow', name: 'fanout, copies per second, receivers that take 200 ms' },
] as const;

/** Copies a second to distinct inboxes on many servers: written, claimed, signed, sent, recorded; beside a bare signer. */
export const run: Benchmark = async ({ small = false, rounds = small ? 1 : 3, size = small ? 1_000 : 3_000 }) => {
	const sink = await startSink();
	const house = await openHouse();
	const measured = async (manner: Manner, name: string): Promise<Figure> => {
		const hosts = Math.min(8_000, Math.max(200, Math.round(size / PER_HOST)));
		const inboxes = sink.inboxes(manner, { size, hosts });
		const [mine, floor]: [number[], number[]] = [[], []];
		for (let round = 0; round < rounds; round += 1) {
			await house.followedBy(inboxes);
			mine.push(size / (await house.say(size)));
			floor.push(await bareSigner(inboxes));
		}
		const ratio = median(mine.map((value, at) => value / (floor[at] ?? 1)));
		return { name, ours: median(mine), floor: median(floor), ratio, target: `>= ${TARGET}`, pass: ratio >= TARGET };
	};
	try {
		const figures: Figure[] = [];
		for (const { manner, name } of manners) figures.push(await measured(manner, name));
		return figures;
	} finally {
		await house.close();
		sink.close();
	}
};
