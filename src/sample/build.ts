import { setPresenceStateEndpoint } from '#contract/channels.ts';
import { createPieceEndpoint } from '#contract/pieces.ts';
import { days, type Instant } from '#kernel/time.ts';
import type { OfficeSettings } from '../corridor.ts';
import type { SampleCity } from './course.ts';
import { happeningsIn } from './hold-talks.ts';
import { openHouse } from './house.ts';
import { openShelf } from './shelve.ts';
import { happeningsOfSpamRule } from './spam-rule.ts';
import { hireStaff } from './staff.ts';
import { tellPlan } from './tell-plan.ts';
import { happeningsOfSteps } from './two-steps.ts';
import { actor, type Happening, happeningsOf, type Telling } from './write-posts.ts';

/** Weeks of life before today. */
const LIFE_MS = days(57);

interface Build {
	readonly settings: OfficeSettings;
	readonly city: SampleCity;
	readonly now: Instant;
	/** Hears how many of the happenings have happened. */
	readonly tell: (done: number, of: number) => void;
	/** Told to end: the city stays half built, and is marked so. */
	readonly ending?: AbortSignal;
}

/**
 * Fills an empty installation with the sample city: everything happens through the same doors as in a real office, on a
 * clock of its own that begins eight weeks ago and ends now. Throws when the sample does not fit the rules of the office.
 */
export const buildSample = async ({ settings, city, now, tell, ending }: Build): Promise<void> => {
	const house = await openHouse(settings, now, (now - LIFE_MS) as Instant);
	try {
		await house.office.people.markSample('building');
		const staff = await hireStaff(house, city);
		const shelf = openShelf(house, staff, city.shelf);
		const telling: Telling = { house, staff, shelf, posts: new Map() };
		for (const { unit, by, ...piece } of city.pieces)
			await house.call(createPieceEndpoint, { ...piece, unitId: staff.units.get(unit) ?? '' }, actor(telling, by));
		const course = inOrder([
			...city.posts.flatMap((post) => happeningsOf(telling, post)),
			...city.shelf.extras.map((extra) => ({ at: house.at(extra), happen: () => shelf.add(extra) })),
			...happeningsOfSteps(telling, city.twoSteps),
			...happeningsOfSpamRule(telling, city.spamRule),
			...city.talks.flatMap((talk) => happeningsIn(telling, talk)),
			...city.accounts.flatMap(({ key, retired }) => {
				if (retired === undefined) return [];
				const founder = [...staff.people.values()][0];
				const id = staff.presences.get(key);
				if (founder === undefined || id === undefined) return [];
				const happen = async () => void (await house.call(setPresenceStateEndpoint, { id, state: 'retired' }, founder));
				return [{ at: house.at({ day: retired, at: '10:00' }), happen }];
			}),
		]);
		for (const [index, { at, happen }] of course.entries()) {
			ending?.throwIfAborted();
			await house.goTo(at);
			await happen();
			tell(index + 1, course.length);
		}
		await house.goTo(now);
		await tellPlan(telling, city.plan);
		await house.lookRound();
		await house.office.people.markSample('ready');
		await house.office.records.sequenceNow();
	} finally {
		await house.close();
	}
};

const inOrder = (happenings: readonly Happening[]): readonly Happening[] => [...happenings].sort((a, b) => a.at - b.at);
