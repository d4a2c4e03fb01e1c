import { fail, ok, type Result } from '#kernel/result.ts';
import type {
	Capabilities,
	Channel,
	ChannelFailure,
	InboundPage,
	OutgoingRendition,
	RemoteRef,
} from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { errorFields } from '#platform/log.ts';

import type { Actors } from './actors.ts';
import { type Composed, compose } from './compose.ts';
import { actorAddresses, pageAddress, replyAddress } from './domain/addresses.ts';
import { policyIn } from './domain/quoting.ts';
import { readHouse } from './house.ts';
import { moderateIn } from './moderate.ts';
import type { FederationNeeds } from './needs.ts';
import { revokeQuotes } from './quotes.ts';
import type { Remote } from './remote.ts';
import { correct, type SayFailure, say, takeBack } from './say.ts';
import { type ActorRow, federation, type ObjectRow } from './tables.ts';

const PAGE = 100;
const PAGE_IN_FLOOD = 20;

interface Needs extends FederationNeeds {
	readonly actors: Actors;
	readonly remote: Remote;
	readonly isFlooded: () => boolean;
	/** Something is waiting to be brought to other servers. */
	readonly kick: () => void;
}

type Outcome<T> = Result<T, ChannelFailure>;

const refusals: Readonly<Record<SayFailure['type'], string>> = {
	'fediverse.taken-back': 'it was taken back, and an address is never used twice',
	'fediverse.nothing-there': 'nothing of ours stands at that address',
};

/** The in-house channel of the Fediverse: what it publishes is written down here and brought to every server by the fan-out. */
export const createFediverseChannel =
	(needs: Needs) =>
	(presenceId: string, capabilities: Capabilities): Channel => {
		const { db, log, kick } = needs;
		const rejected = (field: string, reason: string) => fail({ type: 'channel.rejected' as const, field, reason });
		const spoken = (result: Result<ObjectRow, SayFailure>): Outcome<RemoteRef> => {
			kick();
			return result.ok ? ok(refOf(needs, result.value)) : rejected('post', refusals[result.error.type]);
		};
		/** A broken commit is safe to repeat: the key finds what it may have written. */
		const guarded = async <T>(work: (actor: ActorRow) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
			try {
				const house = await readHouse(needs);
				const actor = house.state === 'open' ? await needs.actors.ofPresence(presenceId) : null;
				if (actor === null)
					return fail({ type: 'channel.unauthorised', reason: `the Fediverse is ${house.state} here` });
				return await work(actor);
			} catch (thrown) {
				log.error('fediverse: it could not be written', errorFields(thrown));
				return fail({ type: 'channel.unreachable', reason: 'the own database did not take it' });
			}
		};
		const composed = (identifier: string, rendition: OutgoingRendition, key: string): Promise<Composed> => {
			const { about } = rendition;
			const id = about ? pageAddress(needs.origin, about.slug) : replyAddress(needs.origin, identifier, key);
			return compose(needs, { identifier, id, page: id, rendition, updatedAt: null });
		};

		return {
			kind: 'activitypub',
			practice: false,
			capabilities,
			publish: (rendition, key) =>
				guarded(async ({ identifier }) => {
					const { about, replyTo, visibility: audience } = rendition;
					if (about === undefined && replyTo === undefined) return rejected('about', 'neither a statement nor a reply');
					const kind = about === undefined ? 'reply' : 'post';
					const made = await composed(identifier, rendition, key);
					return spoken(await say(needs, { identifier, presenceId, key, kind, audience, composed: made }));
				}),
			find: (key) =>
				guarded(async () => {
					const row = await db.read('said by key', (tx) => bySaid(tx, key));
					return ok(row ? refOf(needs, row) : null);
				}),
			edit: ({ id }, rendition, key) =>
				guarded(async ({ identifier }) => {
					const done = await correct(needs, { id, key, composed: await composed(identifier, rendition, key) });
					if (done.ok && isClosedToQuotes(needs, done.value)) await revokeQuotes(needs, { objectId: id });
					return spoken(done);
				}),
			withdraw: ({ id }) =>
				guarded(async () => {
					const taken = await takeBack(needs, id);
					// Not one transaction with it: a repeat goes on where this one ended, and a stamp of what is gone counts no more.
					await revokeQuotes(needs, { objectId: id });
					kick();
					return taken;
				}),
			fetchInbound: (cursor) => guarded(async () => ok(await arrivals(needs, presenceId, cursor))),
			moderation: moderateIn(needs, { presenceId, guarded }),
			health: () => guarded(async () => ok(undefined)),
		};
	};

const bySaid = (tx: Tx, key: string): Promise<ObjectRow | undefined> =>
	federation(tx).selectFrom('federation_object').selectAll().where('key', '=', key).executeTakeFirst();

const isClosedToQuotes = ({ origin }: FederationNeeds, { document, identifier, audience }: ObjectRow): boolean =>
	policyIn(document, actorAddresses(origin, identifier), audience) === 'nobody';

/** A statement stands on its page; what is for few is shown where the citizen reads it. */
const refOf = ({ origin }: FederationNeeds, { id, kind, document, identifier }: ObjectRow): RemoteRef => ({
	id,
	url: kind === 'announce' ? `${origin}/fediverse/${identifier}` : String(document['url'] ?? id),
});

/** In a flood a little at every round and no more: what comes in is stored first, and the desk stays quick. */
const arrivals = async ({ db, isFlooded }: Needs, presenceId: string, cursor: string | null): Promise<InboundPage> => {
	const flooded = isFlooded();
	const limit = flooded ? PAGE_IN_FLOOD : PAGE;
	const after = cursor === null ? 0 : Number(cursor);
	const rows = await db.read('fediverse arrivals', (tx) =>
		federation(tx)
			.selectFrom('federation_inbound')
			.select(['position', 'change'])
			.where('presence_id', '=', presenceId)
			.where('position', '>', Number.isSafeInteger(after) ? after : 0)
			.orderBy('position')
			.limit(limit)
			.execute(),
	);
	return {
		changes: rows.map(({ change }) => change),
		cursor: String(rows.at(-1)?.position ?? after),
		more: !flooded && rows.length === limit,
	};
};
