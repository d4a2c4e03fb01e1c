import { type OpeningHours, opensNext } from '#kernel/office-hours.ts';
import type { Clock, Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { askOpening, openingOf } from '../deadlines/service.ts';
import type { DialogueNeeds } from '../needs.ts';

interface Needs {
	readonly people: Pick<DialogueNeeds['people'], 'authority' | 'unitPath'>;
	readonly clock: Clock;
}

/** When the unit opens next; null while it is open. */
export const openingFor = (needs: Needs, tx: Tx, unitId: string): Promise<Instant | null> =>
	openingBy(needs, unitId, (path) => openingOf(tx, path));

/** The same for who asks nothing else. */
export const askOpeningFor = (needs: Needs & Pick<DialogueNeeds, 'db'>, unitId: string): Promise<Instant | null> =>
	openingBy(needs, unitId, (path) => askOpening(needs.db, path));

const openingBy = async (
	{ people, clock }: Needs,
	unitId: string,
	hoursOn: (path: readonly string[]) => Promise<OpeningHours>,
): Promise<Instant | null> => {
	const { zone, land } = await people.authority();
	const hours = await hoursOn(await people.unitPath(unitId));
	return opensNext(clock.now(), { ...hours, land: hours.land ?? land, zone });
};

interface Leaving {
	readonly when: 'now' | 'opening' | undefined;
	readonly unitId: string;
}

/** When an answer leaves; null: at once. */
export const leavesAt = async (needs: Needs, tx: Tx, { when, unitId }: Leaving): Promise<Instant | null> =>
	when === 'opening' ? openingFor(needs, tx, unitId) : null;
