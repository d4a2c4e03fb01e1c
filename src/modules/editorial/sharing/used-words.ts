import type { z } from 'zod';

import type { suggestWordsEndpoint } from '#contract/sharing.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import { readableTag } from '../domain/checks/hashtags.ts';
import type { Frozen } from '../domain/frozen.ts';
import { usedWordsIn } from '../domain/used-words.ts';
import type { EditorialNeeds } from '../needs.ts';
import { sharing } from './tables.ts';

/** Keeps which hashtags and accounts a unit used, and when last. */
export const keepUsedWords = async (tx: Tx, frozen: Frozen, at: Instant): Promise<void> => {
	const rows = usedWordsIn(frozen).map(({ sign, channel, word }) => ({
		...{ unit_id: frozen.unit, sign, channel, word, word_lower: word.toLowerCase(), used_at: toDate(at) },
	}));
	if (rows.length === 0) return;
	await sharing(tx)
		.insertInto('editorial_used_word')
		.values(rows)
		.onConflict((conflict) =>
			conflict
				.columns(['unit_id', 'sign', 'channel', 'word_lower'])
				.doUpdateSet(({ ref }) => ({ word: ref('excluded.word'), used_at: ref('excluded.used_at') })),
		)
		.execute();
};

/** More than these nobody scrolls through. */
const MOST_WORDS = 300;
type Words = z.input<typeof suggestWordsEndpoint.output>;

/** Hashtags the unit used, then those of the authority, the latest first; and the accounts of the house and of earlier partners. */
export const suggestWords =
	({ db, channels }: Pick<EditorialNeeds, 'db' | 'channels'>) =>
	async (
		{ unitId }: z.output<typeof suggestWordsEndpoint.input>,
		actor: Actor,
	): Promise<Result<Words, { readonly type: 'access.denied' }>> => {
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		const list = (tx: Tx) =>
			sharing(tx)
				.selectFrom('editorial_used_word')
				.select(['sign', 'channel', 'word'])
				.orderBy('used_at', 'desc')
				.limit(MOST_WORDS);
		const { own, all } = await db.read('words used before', async (tx) => ({
			own: await list(tx).where('unit_id', '=', unitId).execute(),
			all: await list(tx).execute(),
		}));
		const used = [...own, ...all];
		const tags = used.filter(({ sign }) => sign === '#').map(({ word }) => readableTag(word));
		const partners = used
			.filter(({ sign }) => sign === '@')
			.map(({ channel, word }) => ({ channel, handle: word, name: null }));
		return ok({
			tags: once(tags, (tag) => tag.toLowerCase()),
			accounts: once([...(await house(channels)), ...partners], keyOf),
		});
	};

type Account = Words['accounts'][number];
const keyOf = ({ channel, handle }: Account): string => `${channel} ${handle.toLowerCase()}`;
/** Each once, where it stands first. */
const once = <T>(all: readonly T[], key: (one: T) => string): T[] => {
	const seen = new Set<string>();
	return all.filter((one) => !seen.has(key(one)) && seen.add(key(one)));
};

/** The official accounts, as the register names them. */
const house = async (channels: EditorialNeeds['channels']): Promise<Account[]> =>
	(await channels.livePresences()).flatMap(({ channel, name, handle }) =>
		handle === null ? [] : [{ channel, name, handle: handle.replace(/^@/, '') }],
	);
