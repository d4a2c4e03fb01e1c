import { type Selectable, sql } from 'kysely';

import { defaultWeek, type OpeningHours } from '#kernel/office-hours.ts';
import type { Instant } from '#kernel/time.ts';
import type { Database, Tx } from '#platform/db/database.ts';

import { type Asked, type Due, dueOf, type Service, usedBy } from '../domain/promise.ts';
import { type DialogueTables, dialogue } from '../tables.ts';

export const usualService: Service = {
	...{ week: defaultWeek, land: null, closures: [], promises: [], warnShare: 75, mailbox: '' },
};

interface Found {
	/** The unit whose hours these are; null: nobody has set any. */
	readonly unitId: string | null;
	readonly version: number;
	readonly service: Service;
}

const hoursOn = (tx: Tx, path: readonly string[]) =>
	dialogue(tx).selectFrom('dialogue_office_hours').selectAll().where(sql<boolean>`unit_id = any(${path})`);

/** The hours and promises of the first of these units that has its own, else the usual ones. */
export const serviceOf = async (tx: Tx, path: readonly string[]): Promise<Found> =>
	firstOn(path, path.length === 0 ? [] : await hoursOn(tx, path).execute());

const firstOn = (
	path: readonly string[],
	rows: readonly Selectable<DialogueTables['dialogue_office_hours']>[],
): Found => {
	const own = path.map((id) => rows.find((row) => row.unit_id === id)).find((row) => row !== undefined);
	if (!own) return { unitId: null, version: 0, service: usualService };
	const { week, land, closures, promises, warn_share: warnShare, mailbox } = own;
	return { unitId: own.unit_id, version: own.version, service: { week, land, closures, promises, warnShare, mailbox } };
};

/** When a unit is open. */
export const openingOf = async (tx: Tx, path: readonly string[]): Promise<OpeningHours> =>
	toOpening(await serviceOf(tx, path));

/** The same for who asks nothing else. */
export const askOpening = async (db: Database, path: readonly string[]): Promise<OpeningHours> =>
	toOpening(firstOn(path, path.length === 0 ? [] : await db.ask(hoursOnPath, path)));

const hoursOnPath = { label: 'office hours', words: hoursOn };

const toOpening = ({ service: { week, land, closures } }: Found): OpeningHours => ({
	...{ week, closures },
	...(land === null ? {} : { land }),
});

/** Where the house stands: its zone, and the Land whose holidays it keeps. */
export interface House {
	readonly zone: string;
	readonly land: string | null;
}

interface Asking {
	readonly house: House;
	readonly at: Instant;
	readonly asked: Asked;
	/** Minutes of the promise that had run before its clock was stopped. */
	readonly used?: number;
}

/** When an answer is due in a unit, by its own hours and promises, else those of the unit above. */
export const dueIn = async (tx: Tx, path: readonly string[], asking: Asking): Promise<Due> =>
	dueOf(asking.at, await windingOf(tx, path, asking));

/** How many minutes of its promise have run when the clock of a conversation is stopped. */
export const usedIn = async (
	tx: Tx,
	path: readonly string[],
	{ dueAt, ...asking }: Asking & { readonly dueAt: Instant },
) => usedBy(asking.at, dueAt, await windingOf(tx, path, asking));

const windingOf = async (tx: Tx, path: readonly string[], { house, asked, used = 0 }: Asking) => {
	const { service } = await serviceOf(tx, path);
	return { service: { ...service, land: service.land ?? house.land }, zone: house.zone, asked, used };
};
