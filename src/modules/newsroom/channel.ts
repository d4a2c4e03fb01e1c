import { fail, ok, type Result } from '#kernel/result.ts';
import type { Capabilities, Channel, ChannelFailure, RemoteRef } from '#modules/channels/index.ts';
import type { Database } from '#platform/db/database.ts';
import { errorFields, type Log } from '#platform/log.ts';

import type { PageActs, PageFailure } from './publish-page.ts';
import { type PagePlace, pageOfKey } from './store.ts';

const MEBI = 1024 * 1024;

/** What fits into the own house: more than on any network, and everything can be changed and taken back. */
const capabilities: Capabilities = {
	text: { most: 50_000, counting: 'graphemes', linkIsCard: true },
	media: { most: 10, mostBytes: 20 * MEBI, altMost: 2_000, mimes: ['image/jpeg', 'image/png', 'image/webp'] },
	edit: true,
	withdraw: true,
	visibilities: ['public'],
	remembersKeysForMs: null,
};

interface Needs {
	readonly db: Database;
	readonly log: Log;
	readonly origin: string;
	readonly acts: PageActs;
}

/** The in-house channel: it publishes pages on the public site through the same port as every network. */
export const createNewsroomChannel = ({ db, log, origin, acts }: Needs): Channel => {
	const toRef = ({ id, slug }: PagePlace): RemoteRef => ({ id, url: `${origin}/beitrag/${slug}` });
	const asOutcome = (result: Result<PagePlace, PageFailure>): Result<RemoteRef, ChannelFailure> =>
		result.ok
			? ok(toRef(result.value))
			: fail({ type: 'channel.rejected', field: result.error.field, reason: result.error.reason });
	/** A broken commit is safe to repeat: the key finds what it may have made. */
	const guarded = async <T>(work: () => Promise<Result<T, ChannelFailure>>): Promise<Result<T, ChannelFailure>> => {
		try {
			return await work();
		} catch (thrown) {
			log.error('newsroom: a page could not be written', errorFields(thrown));
			return fail({ type: 'channel.unreachable', reason: 'the own database did not take it' });
		}
	};

	return {
		kind: 'newsroom',
		capabilities,
		publish: (rendition, key) => guarded(async () => asOutcome(await acts.publishPage(rendition, key))),
		find: (key) =>
			guarded(async () => {
				const place = await db.read('find page by key', (tx) => pageOfKey(tx, key));
				return ok(place ? toRef(place) : null);
			}),
		edit: ({ id }, rendition, key) => guarded(async () => asOutcome(await acts.editPage(id, rendition, key))),
		withdraw: ({ id }) => guarded(() => acts.withdrawPage(id)),
		health: () => guarded(() => db.read('newsroom health', async () => ok(undefined))),
	};
};
