import type { Selectable } from 'kysely';

import { NetiquetteShape } from '#contract/netiquette.ts';
import { ChecksShape, OpeningsShape, ProfileShape } from '#contract/policy.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { builtInChecks, builtInProfile } from './domain/built-in.ts';
import type { CatalogueEntry, Checks, Profile } from './domain/documents.ts';
import { builtInNetiquette, type Netiquette } from './domain/netiquette.ts';
import { builtInOpenings, type Openings } from './domain/openings.ts';
import { type DocumentArea, type PolicyTables, policy } from './tables.ts';

type Row = Selectable<PolicyTables['policy_version']>;

export interface Version<T> {
	/** 0 while nobody changed anything. */
	readonly number: number;
	readonly document: T;
	readonly row: Row | undefined;
}

const latest = (tx: Tx, area: DocumentArea): Promise<Row | undefined> =>
	policy(tx)
		.selectFrom('policy_version')
		.selectAll()
		.where('area', '=', area)
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();

/** A version as it was written. */
export const versionOf = (tx: Tx, area: DocumentArea, number: number): Promise<Row | undefined> =>
	policy(tx)
		.selectFrom('policy_version')
		.selectAll()
		.where('area', '=', area)
		.where('number', '=', number)
		.executeTakeFirst();

/** The checks in force. */
export const checksInForce = async (tx: Tx, catalogue: readonly CatalogueEntry[]): Promise<Version<Checks>> =>
	checksIn(await latest(tx, 'checks'), catalogue);

/** What a version of the checks says. A check that came with a later program stands as it was brought along. */
export const checksIn = (row: Row | undefined, catalogue: readonly CatalogueEntry[]): Version<Checks> => {
	const builtIn = builtInChecks(catalogue);
	if (row === undefined) return { number: 0, document: builtIn, row };
	const { rules, ...rest } = ChecksShape.parse(row.document);
	const numbers = rest.paragraphs.map(({ number }) => number);
	const known = Object.entries({ ...builtIn.rules, ...rules })
		.filter(([id]) => id in builtIn.rules)
		.map(([id, rule]) => [id, { ...rule, paragraph: numbers.includes(rule.paragraph ?? '') ? rule.paragraph : null }]);
	return { number: row.number, document: { ...rest, rules: Object.fromEntries(known) }, row };
};

export const profileInForce = async (tx: Tx): Promise<Version<Profile>> => profileIn(await latest(tx, 'profile'));

export const profileIn = (row: Row | undefined): Version<Profile> =>
	row === undefined
		? { number: 0, document: builtInProfile, row }
		: { number: row.number, document: ProfileShape.parse(row.document), row };

export const netiquetteInForce = async (tx: Tx): Promise<Version<Netiquette>> =>
	netiquetteIn(await latest(tx, 'netiquette'));

export const netiquetteIn = (row: Row | undefined): Version<Netiquette> =>
	row === undefined
		? { number: 0, document: builtInNetiquette, row }
		: { number: row.number, document: NetiquetteShape.parse(row.document), row };

export const openingsInForce = async (tx: Tx): Promise<Version<Openings>> => openingsIn(await latest(tx, 'openings'));

export const openingsIn = (row: Row | undefined): Version<Openings> =>
	row === undefined
		? { number: 0, document: builtInOpenings, row }
		: { number: row.number, document: OpeningsShape.parse(row.document), row };

interface NewVersion {
	readonly area: DocumentArea;
	readonly number: number;
	readonly document: Checks | Profile | Netiquette | Openings;
	readonly changed: readonly string[];
	readonly note: string;
	readonly by: string;
	readonly at: Instant;
}

/** Writes a version; false when somebody else has written it first. */
export const addVersion = async (tx: Tx, { document, changed, by, at, ...rest }: NewVersion): Promise<boolean> => {
	const row = { ...rest, document: JSON.stringify(document), changed: [...changed], by_id: by, at: toDate(at) };
	const { numInsertedOrUpdatedRows } = await policy(tx)
		.insertInto('policy_version')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return numInsertedOrUpdatedRows === 1n;
};

/** Earlier versions, newest first; one more than asked tells whether there is another page. */
export const versionsBefore = (
	tx: Tx,
	area: DocumentArea,
	{ before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<Pick<Row, 'number' | 'changed' | 'note' | 'by_id' | 'at'>[]> =>
	policy(tx)
		.selectFrom('policy_version')
		.select(['number', 'changed', 'note', 'by_id', 'at'])
		.where('area', '=', area)
		.$if(before !== null, (query) => query.where('number', '<', before))
		.orderBy('number', 'desc')
		.limit(limit + 1)
		.execute();
