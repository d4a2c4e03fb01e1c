import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { AFTER, BEFORE, type Command, type Course, commands, openMachine, type World } from '#tests/model/machine.ts';
import { type Help, helps } from '#tests/model/network.ts';
import { DEPTH, LONG, SEED } from '#tests/model/sizes.ts';

import type { Delivery } from './delivery.ts';

const PATIENCE_MS = 600_000;
const THREADS = 80;

const orders = (depth: number): readonly (readonly Command[])[] =>
	depth === 0 ? [[]] : orders(depth - 1).flatMap((start) => commands.map((next) => [...start, next]));
const kinds = Object.keys(helps) as readonly Help[];
const every: readonly Course[] = kinds.flatMap((help) => orders(DEPTH).map((course) => ({ help, course })));
const long: readonly Course[] = fc.sample(
	fc.record({
		help: fc.constantFrom(...kinds),
		course: fc.array(fc.constantFrom(...commands), { minLength: LONG.length, maxLength: LONG.length }),
	}),
	{ numRuns: LONG.count, seed: SEED },
);

let close = async (): Promise<void> => undefined;
afterEach(() => close());

/** What is wrong at the end of a world; nothing, if the machine keeps its promises. */
const faults = ({ network, withdrawn }: World, deliveries: readonly Delivery[]): readonly string[] => {
	const found: string[] = [...network.wrong];
	const [publish, ...changes] = deliveries;
	const copy = network.copy();
	const says = (wrong: boolean, fault: string) => wrong && found.push(fault);
	says(network.count() > 1, 'doubled');
	says(publish === undefined, 'lost');
	says(
		deliveries.some(({ state }) => state === 'sending'),
		'lost on the way',
	);
	says(
		deliveries.some((one) => one.state === 'waiting' && one.held !== 'review'),
		'nobody’s turn',
	);
	says(publish?.state === 'published' && network.count() !== 1, 'said to stand, never arrived');
	says(copy !== null && !['published', 'unclear'].includes(publish?.state ?? ''), 'stands, said not to');
	const isEdited = changes.some(({ operation, state }) => operation === 'edit' && state === 'published');
	says(copy !== null && isEdited && copy.text !== AFTER, 'said to be changed, is not');
	says(
		copy !== null && changes.every(({ operation }) => operation !== 'edit') && copy.text !== BEFORE,
		'changed by nobody',
	);
	says(
		copy !== null && changes.some(({ operation, state }) => operation === 'withdraw' && state === 'withdrawn'),
		'said to be gone, stands',
	);
	const isTakenBack = changes.some(({ operation }) => operation === 'withdraw');
	says(withdrawn && copy !== null && !isTakenBack && publish?.state === 'published', 'withdrawn and left standing');
	return found;
};

/** What is wrong with the parts of a thread, each with its own copy and key. */
const threadFaults = ({ network, withdrawn }: World, deliveries: readonly Delivery[]): readonly string[] => {
	const publishes = deliveries.filter(({ operation }) => operation === 'publish');
	// What waits for a part that waits itself is as alive as that one.
	const isAlive = ({ held, before }: Delivery): boolean =>
		held === 'review' || (held === 'part' && before !== 'published' && before !== 'withdrawn');
	const says = (wrong: boolean, fault: string): readonly string[] => (wrong ? [fault] : []);
	const ofPart = (one: Delivery): readonly string[] => {
		const copy = network.copies().find(({ key }) => key === one.id);
		const changes = deliveries.filter(
			({ part, operation }) => operation !== 'publish' && part.number === one.part.number,
		);
		const backs = changes.filter(({ operation }) => operation === 'withdraw');
		return [
			...says(one.state === 'published' && copy === undefined, 'said to stand, does not'),
			...says(copy !== undefined && !['published', 'unclear'].includes(one.state), 'stands, said not to'),
			...says(copy !== undefined && backs.some(({ state }) => state === 'withdrawn'), 'said to be gone, stands'),
			...says(withdrawn && one.state === 'published' && backs.length === 0, 'withdrawn and left standing'),
		];
	};
	return [
		...network.wrong,
		...says(new Set(network.keys()).size < network.keys().length, 'doubled'),
		...says(
			deliveries.some(({ state }) => state === 'sending'),
			'lost on the way',
		),
		...says(
			deliveries.some((one) => one.state === 'waiting' && !isAlive(one)),
			'nobody’s turn',
		),
		...publishes.flatMap(ofPart),
	];
};

const liveThrough = async (courses: readonly Course[], parts = 1): Promise<readonly string[]> => {
	const machine = await openMachine(courses, parts);
	close = machine.close;
	await machine.live();
	await machine.heal();
	const bySubject = Map.groupBy(await machine.deliveries(), ({ subject }) => subject);
	expect(machine.lane.complaints).toEqual([]);
	return machine.worlds.flatMap((world) =>
		(parts > 1 ? threadFaults : faults)(world, bySubject.get(world.id) ?? []).map(
			(fault) => `${fault}: ${world.help} ${world.course.join(' ')}`,
		),
	);
};

describe('the machine, its real claiming and recording, on a network of each kind', () => {
	it(
		`is never doubled, never lost, silent after a stop and true to what stands, in every order of ${DEPTH} commands`,
		async () => {
			expect(await liveThrough(every)).toEqual([]);
		},
		PATIENCE_MS,
	);

	it(
		`and in ${LONG.count} courses of ${LONG.length} commands`,
		async () => {
			expect(await liveThrough(long)).toEqual([]);
		},
		PATIENCE_MS,
	);

	it(
		`and part by part, each in answer to the one before, in ${THREADS} courses of threads`,
		async () => {
			expect(await liveThrough(long.slice(0, THREADS), 3)).toEqual([]);
		},
		PATIENCE_MS,
	);
});
