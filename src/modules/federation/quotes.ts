import { sql } from 'kysely';

import { system } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { isActorBlocked } from './actor-blocks.ts';
import { actorAddresses, hostOf, stampAddress } from './domain/addresses.ts';
import { policyIn, quotingPost } from './domain/quoting.ts';
import type { FederationNeeds } from './needs.ts';
import { federation, type ObjectRow } from './tables.ts';
import type { Taken } from './taken.ts';
import { type NewActivity, writeActivity } from './write-activity.ts';

type Needs = Pick<FederationNeeds, 'origin' | 'clock' | 'sealer' | 'ids' | 'ledger'>;

/** SPEC: FEP-044f. Answers who wants to quote us: yes with a stamp that others can look up, or no. The same request again gets the same stamp. */
export const answerQuote = async (tx: Tx, needs: Needs, taken: Taken): Promise<readonly NewActivity[]> => {
	const { activity, sender, objectId } = taken;
	const quoting = quotingPost(activity, sender.id);
	const query = federation(tx).selectFrom('federation_object').selectAll().where('id', '=', objectId);
	const object = quoting === null ? undefined : await query.executeTakeFirst();
	if (quoting === null || object === undefined) return [];
	const stamp = (await mayQuote(tx, needs, { object, quoting, who: sender.id }))
		? await stampFor(tx, needs, { object, quoting, taken })
		: null;
	return [answerTo(taken, { quoting, stamp, identifier: object.identifier })];
};

interface Wish {
	readonly object: ObjectRow;
	readonly quoting: string;
	readonly who: string;
}

const mayQuote = async (tx: Tx, needs: Needs, { object, quoting, who }: Wish): Promise<boolean> => {
	const { identifier, presence_id: presenceId, document, audience } = object;
	if (object.deleted_at !== null || object.kind === 'announce') return false;
	const policy = policyIn(document, actorAddresses(needs.origin, identifier), audience);
	if (policy === 'nobody' || (await isActorBlocked(tx, needs, { presenceId, actor: who }))) return false;
	const gone = federation(tx).selectFrom('federation_gone').select('id').where('id', '=', quoting);
	if (await gone.where('by_actor', '=', who).executeTakeFirst()) return false;
	if (policy === 'everyone') return true;
	const followers = federation(tx).selectFrom('federation_follower').select('follower');
	const theirs = followers.where('identifier', '=', identifier).where('follower', '=', who);
	return (await theirs.executeTakeFirst()) !== undefined;
};

interface Stamping {
	readonly object: ObjectRow;
	readonly quoting: string;
	readonly taken: Taken;
}

/** Null where the stamp was taken back: it is never given twice. */
const stampFor = async (tx: Tx, needs: Needs, { object, quoting, taken }: Stamping): Promise<string | null> => {
	const { id: who, inbox } = taken.sender;
	const made = {
		id: stampAddress(needs.origin, object.identifier, needs.ids.next('quote')),
		...{ object_id: object.id, quoting, who, inbox, stamped_at: toDate(needs.clock.now()), revoked_at: null },
	};
	const row = await federation(tx)
		.insertInto('federation_quote')
		.values(made)
		.onConflict((conflict) => conflict.columns(['object_id', 'quoting']).doUpdateSet({ who, inbox }))
		.returning(['id', 'revoked_at'])
		.executeTakeFirstOrThrow();
	if (row.id === made.id)
		await keep(tx, needs, { ...object, became: 'allowed', stamp: row.id, quoting, target: object.id });
	return row.revoked_at === null ? row.id : null;
};

interface Kept extends Pick<ObjectRow, 'identifier' | 'presence_id'> {
	readonly became: 'allowed' | 'revoked';
	readonly stamp: string;
	readonly quoting: string;
	readonly target: string;
}

/** What the house allowed, or allows no more, stands in the file as any act does. */
const keep = async (tx: Tx, { ledger }: Needs, { became, stamp, quoting, target, ...of }: Kept): Promise<void> => {
	const actors = federation(tx).selectFrom('federation_actor').select('unit_id');
	const unitId = (await actors.where('identifier', '=', of.identifier).executeTakeFirst())?.unit_id;
	const payload = { stamp, quoting, target };
	const about = { subject: of.presence_id, ...(unitId ? { unitId } : {}), payload };
	await ledger.leave(tx, system('federation.quotes'), [{ kind: `fediverse.quote-${became}`, ...about }]);
};

interface Said {
	readonly quoting: string;
	readonly stamp: string | null;
	readonly identifier: string;
}

const answerTo = ({ id, sender, objectId }: Taken, { quoting, stamp, identifier }: Said): NewActivity => ({
	...{ identifier, objectId: null, key: null, audience: 'private', addressing: { to: [sender.id], cc: [] } },
	type: stamp === null ? 'Reject' : 'Accept',
	object: { id, type: 'QuoteRequest', actor: sender.id, object: objectId, instrument: quoting },
	...(stamp === null ? {} : { result: stamp }),
	to: { presenceId: '', followers: false, inboxes: [sender.inbox] },
});

/** What is quoted no more, or by somebody who is gone, needs no stamp: nothing of it is kept. */
export const forgetQuotes = async (
	tx: Tx,
	gone: readonly { readonly id: string; readonly by: string }[],
): Promise<void> => {
	if (gone.length === 0) return;
	await sql`delete from federation_quote q using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as g(id text, by text)
		where q.quoting = g.id and q.who = g.by`.execute(federation(tx));
};

export const forgetQuotesOf = async (tx: Tx, who: string): Promise<void> => {
	await federation(tx).deleteFrom('federation_quote').where('who', '=', who).execute();
};

/** So many stamps are taken back in one transaction. */
const MOST = 200;

/** Whose stamps: of one statement, or of one person at all statements of a presence. */
export type Revoking = { readonly objectId: string } | { readonly presenceId: string; readonly who: string };

/** Takes stamps back and tells those who have them: their servers then show the quote no more. Harmless to repeat. */
export const revokeQuotes = async (needs: Needs & Pick<FederationNeeds, 'db'>, of: Revoking): Promise<void> => {
	for (let more = true; more; ) {
		const done = await needs.db.transact<number, never>('revoke quotes', async (tx) =>
			ok(await revokeSome(tx, needs, of)),
		);
		more = done.ok && done.value === MOST;
	}
};

/** Ordered by server, because everybody locks lanes in the order of their key. */
const revokeSome = async (tx: Tx, needs: Needs, of: Revoking): Promise<number> => {
	const rows = await federation(tx)
		.selectFrom('federation_quote as q')
		.innerJoin('federation_object as o', 'o.id', 'q.object_id')
		.select(['q.id', 'q.who', 'q.inbox', 'q.quoting', 'q.object_id', 'o.identifier', 'o.presence_id'])
		.where('q.revoked_at', 'is', null)
		.$if('objectId' in of, (query) => query.where('q.object_id', '=', 'objectId' in of ? of.objectId : ''))
		.$if('who' in of, (query) =>
			query
				.where('q.who', '=', 'who' in of ? of.who : '')
				.where('o.presence_id', '=', 'who' in of ? of.presenceId : ''),
		)
		.orderBy('q.id')
		.limit(MOST)
		.forUpdate('q')
		.execute();
	const hostIn = ({ inbox }: { readonly inbox: string }): string => hostOf(inbox) ?? '';
	for (const row of [...rows].sort((a, b) => (hostIn(a) < hostIn(b) ? -1 : 1))) {
		const { id, who, inbox, identifier } = row;
		await writeActivity(tx, needs, {
			...{ identifier, type: 'Delete', object: id, objectId: null, key: null, audience: 'private' },
			addressing: { to: [who], cc: [] },
			to: { presenceId: '', followers: false, inboxes: [inbox] },
		});
		await keep(tx, needs, { ...row, became: 'revoked', stamp: id, target: row.object_id });
	}
	const ids = rows.map(({ id }) => id);
	const marked = federation(tx)
		.updateTable('federation_quote')
		.set({ revoked_at: toDate(needs.clock.now()) });
	if (ids.length > 0) await marked.where('id', 'in', ids).execute();
	return rows.length;
};

/** The stamp at its address; `gone` once it, or what it allows to quote, was taken back. */
export const readStamp = (
	{ db, origin }: Pick<FederationNeeds, 'db' | 'origin'>,
	{ identifier, id }: { readonly identifier: string; readonly id: string },
): Promise<{ readonly quoting: string; readonly target: string; readonly stands: boolean } | undefined> =>
	db.read('quote stamp', async (tx) => {
		const row = await federation(tx)
			.selectFrom('federation_quote as q')
			.innerJoin('federation_object as o', 'o.id', 'q.object_id')
			.select(['q.quoting', 'q.object_id', 'q.revoked_at', 'o.deleted_at'])
			.where('q.id', '=', stampAddress(origin, identifier, id))
			.executeTakeFirst();
		if (row === undefined) return undefined;
		const stands = row.revoked_at === null && row.deleted_at === null;
		return { quoting: row.quoting, target: row.object_id, stands };
	});
