import { sql } from 'kysely';

import type { Ids } from '#kernel/ids.ts';
import type { Actor, Role } from '#kernel/permission.ts';
import { type Clock, toIso } from '#kernel/time.ts';
import type { Leaf, Ledger } from '#platform/act.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import { announcement } from '#platform/events.ts';

import { commitmentTo, payloadText } from './domain/leaf.ts';
import { nodeHashes } from './hashes.ts';
import { sealEntry } from './seal-entry.ts';
import { records } from './tables.ts';

/** The event that says: there is something to number. */
export const PENDING = 'pending';

interface Needs {
	readonly clock: Clock;
	readonly ids: Ids;
	readonly sealer: Sealer;
	/** Called after rows were written; the transaction is still open then. */
	readonly left: () => void;
}

/** Writes sealed, unnumbered rows in the caller's transaction: one statement, whatever their number. */
export const createLedger = ({ clock, ids, sealer, left }: Needs): Ledger => ({
	async leave(tx, actor, leaves) {
		const at = toIso(clock.now());
		const rows = leaves.map((leaf) => row({ ids, sealer }, { actor, leaf, at }));
		const values = rows.map(
			({ id, kind, subject, unit, commitment, sealed, recordKey }) =>
				sql`(${id}, ${kind}, ${subject}, ${unit}, ${at}::timestamptz, ${commitment}, ${sealed}, ${recordKey})`,
		);
		await sql`with entered as (
			insert into records_entry (id, kind, subject, unit_id, at, commitment, sealed, record_key)
			values ${sql.join(values)} returning no
		), pending as (insert into records_pending select no from entered)
		select ${announcement({ topic: 'record', id: PENDING })}`.execute(records(tx));
		left();
	},
});

const row = (
	{ ids, sealer }: Pick<Needs, 'ids' | 'sealer'>,
	{ actor, leaf, at }: { readonly actor: Actor; readonly leaf: Leaf; readonly at: string },
) => {
	// The identifier stands in the public leaf: pure chance, so that it does not tell the time of the act.
	const id = ids.secret().slice(0, 26);
	const salt = Buffer.from(ids.secret(), 'base64url');
	const payload = payloadText({
		kind: leaf.kind,
		actor: { kind: actor.kind, id: actor.id, name: actor.name, roles: rolesIn(actor, leaf.unitId) },
		unit: leaf.unitId ?? null,
		subject: leaf.subject,
		at,
		data: leaf.payload,
	});
	return {
		id,
		kind: leaf.kind,
		subject: leaf.subject,
		unit: leaf.unitId ?? null,
		commitment: Buffer.from(commitmentTo(nodeHashes, salt, payload)),
		...sealEntry(sealer, id, { key: Buffer.from(ids.secret(), 'base64url'), salt, payload }),
	};
};

/** The roles under which the actor could act there: what a public proof shows instead of a name. */
const rolesIn = (actor: Actor, unitId: string | undefined): readonly Role[] => [
	...new Set(
		actor.grants
			.filter(({ units }) => units === 'all' || (unitId !== undefined && units.includes(unitId)))
			.map(({ role }) => role),
	),
];
