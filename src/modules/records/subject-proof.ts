import type { z } from 'zod';

import type { CheckpointItem, PublicProof, SubjectProof } from '#contract/records.ts';
import type { Actor } from '#kernel/permission.ts';
import { unitsWhere } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Database, Tx } from '#platform/db/database.ts';

import { toBase64 } from './domain/checkpoint.ts';
import { isPublicKind, wasMadePublic } from './domain/kinds.ts';
import { openPayload } from './open-payload.ts';
import { proveAll } from './proofs.ts';
import { entriesOf, toCheckpoint, toItem } from './queries.ts';
import { firstStamped, lastCheckpoint, logIdentity } from './store.ts';

type Staff = z.input<typeof SubjectProof>;
export type OpenProof = z.input<typeof PublicProof>;

interface Needs {
	readonly db: Database;
	readonly sealer: Sealer;
	readonly tsaUrl?: string | undefined;
}

/** Where the records of a subject stand in the log, for staff: those of the units they may see posts of. */
export const proofOf = ({ db, tsaUrl }: Needs, actor: Actor, subject: string): Promise<Staff> =>
	db.read('proof of subject', async (tx) => {
		const units = unitsWhere(actor, 'desk.use');
		const seen = ({ unit_id }: { unit_id: string | null }) =>
			units === 'all' || (unit_id !== null && units.includes(unit_id));
		const rows = (await entriesOf(tx, subject)).filter(seen);
		const checkpoint = await lastCheckpoint(tx);
		const proofs = await proveAll(tx, checkpoint, rows);
		return {
			checkpoint: checkpoint && toCheckpoint(checkpoint),
			stamps: tsaUrl !== undefined,
			stampedAt: await stampedAt(tx, rows.at(-1)?.position ?? null),
			entries: rows.map((row, n) => ({ ...toItem(row), proof: proofs[n] ?? null })),
		};
	});

/** When a time stamp first covered this place of the log. */
const stampedAt = async (tx: Tx, position: number | null): Promise<string | null> => {
	if (position === null) return null;
	const stamped = await firstStamped(tx, position);
	return stamped && (toCheckpoint(stamped).stampedAt ?? null);
};

/** What everybody may see: only of subjects that stood in public, only the public steps, never a name. */
export const publicProof = (
	{ db, sealer }: Needs,
	subject: string,
): Promise<Result<OpenProof, { readonly type: 'records.no-such-proof' }>> =>
	db.read('public proof', async (tx) => {
		const rows = await publicEntries(tx, subject);
		const checkpoint = await lastCheckpoint(tx);
		const identity = await logIdentity(tx);
		if (rows.length === 0 || !checkpoint || !identity) return fail({ type: 'records.no-such-proof' });
		const proofs = await proveAll(tx, checkpoint, rows);
		const entries = rows.flatMap((row, n) => {
			const proof = proofs[n];
			if (!proof) return [];
			const { kind, at, unitId, erased } = toItem(row);
			return [{ ...proof, kind, at, unitId, erased, roles: openPayload(sealer, row)?.actor.roles ?? [] }];
		});
		return ok({
			subject,
			origin: identity.name,
			publicKey: toBase64(identity.publicKey),
			checkpoint: toCheckpoint(checkpoint),
			entries,
		});
	});

const publicEntries = async (tx: Tx, subject: string) => {
	const rows = await entriesOf(tx, subject);
	return wasMadePublic(rows.map(({ kind }) => kind)) ? rows.filter(({ kind }) => isPublicKind(kind)) : [];
};

export interface OpenLog {
	readonly origin: string;
	/** Base64. */
	readonly publicKey: string;
	readonly checkpoint: z.input<typeof CheckpointItem>;
}

/** Name, key and newest checkpoint of the log; null before the first one is signed. */
export const logState = ({ db }: Pick<Needs, 'db'>): Promise<OpenLog | null> =>
	db.read('state of the log', async (tx) => {
		const [identity, checkpoint] = [await logIdentity(tx), await lastCheckpoint(tx)];
		if (!identity || !checkpoint) return null;
		return { origin: identity.name, publicKey: toBase64(identity.publicKey), checkpoint: toCheckpoint(checkpoint) };
	});
