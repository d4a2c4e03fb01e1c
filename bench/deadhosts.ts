import { openHouse } from './fediverse/house.ts';
import { type Manner, startSink } from './fediverse/sink.ts';
import { type Benchmark, type Figure, median } from './figure.ts';

const TARGET = 1.1;
const HOSTS = 200;
const manners = [
	{
		manner: 'fast',
		name: 'deadhosts, seconds to the last living inbox, one in ten hangs, receivers that answer at once',
	},
	{ manner: 'slow', name: 'deadhosts, seconds to the last living inbox, one in ten hangs, receivers that take 200 ms' },
] as const;

/** How much later the last living inbox has its copy when one in ten takes the request and never answers. */
export const run: Benchmark = async ({ small = false, rounds = small ? 1 : 3, size = small ? 1_000 : 3_000 }) => {
	const sink = await startSink();
	const house = await openHouse();
	const measured = async (manner: Manner, name: string): Promise<Figure> => {
		const living = sink.inboxes(manner, { size: Math.round(size * 0.9), hosts: HOSTS * 0.9 });
		const dead = sink.inboxes('dead', { size: Math.round(size * 0.1), hosts: HOSTS * 0.1 });
		const [mine, floor]: [number[], number[]] = [[], []];
		for (let round = 0; round < rounds; round += 1) {
			await house.followedBy(living);
			floor.push(await house.say(living.length));
			await house.followedBy([...living, ...dead]);
			mine.push(await house.say(living.length));
			await house.calm();
		}
		const ratio = median(mine.map((value, at) => value / (floor[at] ?? 1)));
		return { name, ours: median(mine), floor: median(floor), ratio, target: `<= ${TARGET}`, pass: ratio <= TARGET };
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
