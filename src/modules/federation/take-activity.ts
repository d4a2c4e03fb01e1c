import { ok } from '#kernel/result.ts';
import { seconds } from '#kernel/time.ts';
import { troubleOf } from '#platform/db/trouble.ts';
import { errorFields } from '#platform/log.ts';

import { asForeign, type Foreign, idOf, manyOf, sameOrigin, textOf, typesOf } from './domain/read.ts';
import type { FederationNeeds } from './needs.ts';
import type { Remote, RemoteActor } from './remote.ts';
import { federation } from './tables.ts';
import { type BatchOutcome, forgetActor, takeBatch } from './take-batch.ts';
import { readTaken, type Taken } from './taken.ts';

export interface TakeActivity {
	/**
	 * Does what a proved activity says, once; resolves when that is committed. `later`: what it speaks of could not be
	 * fetched; the sender tries again.
	 */
	take(activity: Foreign, sender: RemoteActor): Promise<'taken' | 'later'>;
	/** Somebody is gone for good: follows nobody any more. */
	forget(actor: string): Promise<void>;
	/** So much comes in that taking it in goes before reading it on. */
	isFlooded(): boolean;
}

interface Needs extends FederationNeeds {
	readonly remote: Remote;
	readonly kick: () => void;
}

export const createTakeActivity = (needs: Needs): TakeActivity => {
	const { db } = needs;
	const commits = createCommits(needs);

	return {
		isFlooded: commits.isFlooded,
		async take(activity, sender) {
			const object = await objectOf(needs, activity, sender);
			if (object === 'later') return 'later';
			await commits.add(readTaken({ activity, sender, object }));
			return 'taken';
		},
		async forget(actor) {
			await db.transact('forget follower', async (tx) => {
				await forgetActor(tx, actor);
				return ok(undefined);
			});
		},
	};
};

/** What lies on the sender's own server is believed as sent, or fetched from there. Nobody speaks for another server. */
const objectOf = async (needs: Needs, activity: Foreign, sender: RemoteActor): Promise<Foreign | 'later'> => {
	const [first] = manyOf(activity['object']);
	const embedded = asForeign(first);
	const id = idOf(first) ?? '';
	const speaks = typesOf(activity).some((type) => type === 'Create' || type === 'Update');
	if (!speaks) return embedded === null ? { id } : { ...embedded, id };
	if (!sameOrigin(id, sender.id)) return {};
	return embedded ?? ((await isSeen(needs, textOf(activity['id']) ?? '')) ? {} : fetchObject(needs, id));
};

const isSeen = ({ db }: Needs, id: string): Promise<boolean> =>
	db.read('seen activity', async (tx) => {
		const query = federation(tx).selectFrom('federation_seen').select('id').where('id', '=', id);
		return (await query.executeTakeFirst()) !== undefined;
	});

const fetchObject = async ({ remote }: Needs, id: string): Promise<Foreign | 'later'> => {
	const fetched = await remote.document(id);
	if (fetched.ok) return fetched.value;
	return fetched.error.type === 'remote.unreachable' ? 'later' : {};
};

/** So many letters in a second are a flood; it is over when a second passed with fewer. */
const FLOOD = 100;

const createFlood = (clock: FederationNeeds['clock']) => {
	let [second, count, until] = [0, 0, 0];
	return {
		add(letters: number): void {
			const now = Math.floor(clock.now() / seconds(1));
			count = now === second ? count + letters : letters;
			second = now;
			if (count >= FLOOD) until = clock.now() + seconds(1);
		},
		isOn: (): boolean => clock.now() < until,
	};
};

/** As many as a transaction takes at a time. */
const BATCH = 256;

interface Waiting {
	readonly taken: Taken;
	readonly done: PromiseWithResolvers<void>;
}

/** Gathers what comes in while the last batch is being committed. One that cannot be written fails alone. */
const createCommits = (needs: Needs) => {
	const flood = createFlood(needs.clock);
	let waiting: Waiting[] = [];
	let running = false;
	const write = async (batch: readonly Waiting[]): Promise<void> => {
		const taken = batch.map((one) => one.taken);
		const outcome = await needs.db.transact<BatchOutcome, never>('take activities', async (tx) =>
			ok(await takeBatch(tx, needs, taken)),
		);
		for (const { done } of batch) done.resolve();
		if (!outcome.ok) return;
		if (outcome.value.answers) needs.kick();
		flood.add(batch.length);
		if (!flood.isOn()) for (const presenceId of outcome.value.heard) needs.heard(presenceId);
	};
	const refuse = (batch: readonly Waiting[], thrown: unknown): void => {
		for (const { done } of batch) done.reject(thrown);
	};
	const writeApart = async (batch: readonly Waiting[], thrown: unknown): Promise<void> => {
		if (troubleOf(thrown) !== null || batch.length === 1) return refuse(batch, thrown);
		needs.log.warn('fediverse: a batch is taken in one by one', errorFields(thrown));
		for (const one of batch) await write([one]).catch((again: unknown) => refuse([one], again));
	};
	const run = async (): Promise<void> => {
		while (waiting.length > 0) {
			const batch = waiting.slice(0, BATCH);
			waiting = waiting.slice(BATCH);
			await write(batch).catch((thrown: unknown) => writeApart(batch, thrown));
		}
		running = false;
	};
	return {
		/** Resolves when it is committed. */
		add(taken: Taken): Promise<void> {
			const done = Promise.withResolvers<void>();
			waiting.push({ taken, done });
			if (!running) {
				running = true;
				needs.background.run('federation.take', run);
			}
			return done.promise;
		},
		isFlooded: flood.isOn,
	};
};
