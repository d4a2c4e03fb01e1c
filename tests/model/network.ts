import { fail, ok, type Result } from '#kernel/result.ts';
import { type Clock, minutes, plus } from '#kernel/time.ts';
import type { Channel, ChannelFailure, OutgoingRendition, RemoteRef } from '#modules/channels/index.ts';

export type Mood = 'well' | 'lost' | 'throttled' | 'expired' | 'down' | 'dies-before' | 'dies-after';

/** How a network helps where an answer was lost; channels.md 2.2. */
export const helps = {
	/** Knows a repeated key for a while, lists what we said (Mastodon). */
	key: { memoryMs: minutes(15), canFind: true },
	/** Our own record key, known for ever (Bluesky). */
	record: { memoryMs: null, canFind: true },
	/** Neither (Telegram, mail): only a person can tell. */
	none: { memoryMs: 0, canFind: false },
} as const;
export type Help = keyof typeof helps;

interface Copy {
	readonly id: string;
	readonly key: string;
	text: string;
}

const capabilities: Channel['capabilities'] = {
	text: { most: 500, counting: 'graphemes', linkIsCard: false },
	media: { most: 0, mostBytes: 0, altMost: 0, mimes: [] },
	edit: true,
	withdraw: true,
	visibilities: ['public'],
	remembersKeysForMs: 0,
};

export const addressOf = (id: string): string => `https://n.example/${id}`;

/** The number of a part of a thread, by its words; null where it is none. */
const partOf = (text: string | undefined): number | null => {
	const found = /^Teil (\d)/.exec(text ?? '');
	return found ? Number(found[1]) : null;
};

/** What stands on a network, and the keys of everything it took for new. */
const createShelf = (clock: Clock, memoryMs: number | null, isStopped: () => boolean) => {
	const taken: { readonly id: string; readonly key: string; readonly at: number }[] = [];
	const wrong: string[] = [];
	const copies = new Map<string, Copy>();
	const at = (id: string): Copy | undefined => [...copies.values()].find((one) => one.id === id);
	/** A later part of a thread answers the one before, which stands. */
	const answersRightly = (text: string, answered: string | undefined): boolean => {
		const number = partOf(text);
		return number === null || number === 1 ? answered === undefined : partOf(at(answered ?? '')?.text) === number - 1;
	};
	return {
		...{ taken, wrong, copies, at },
		take({ text, replyTo }: OutgoingRendition, key: string): string {
			const last = taken.findLast((one) => one.key === key);
			const isKnown = last !== undefined && (memoryMs === null || clock.now() - last.at < memoryMs);
			if (isKnown) return last.id;
			if (isStopped()) wrong.push('went out after it was stopped');
			if (!answersRightly(text, replyTo?.id)) wrong.push('answered the wrong post');
			const id = `c${taken.length + 1}`;
			taken.push({ id, key, at: clock.now() });
			copies.set(key, { id, key, text });
			return id;
		},
	};
};

/** One account of a network that takes whatever is new to it, on the test's clock, and knows when it must get nothing. */
export const createNetwork = (clock: Clock, help: Help, isStopped: () => boolean) => {
	const { memoryMs, canFind } = helps[help];
	const { taken, wrong, copies, at, take } = createShelf(clock, memoryMs, isStopped);
	let mood: Mood = 'well';

	/** What keeps a request from arriving; null when it arrives. */
	const away = (): ChannelFailure | null => {
		if (mood === 'down') return { type: 'channel.unreachable', reason: 'refused' };
		if (mood === 'expired') return { type: 'channel.expired', reason: 'token' };
		return mood === 'throttled'
			? { type: 'channel.throttled', until: plus(clock.now(), minutes(4)), reason: '429' }
			: null;
	};
	const answer = (id: string): Result<RemoteRef, ChannelFailure> =>
		mood === 'lost' ? fail({ type: 'channel.unclear', reason: 'cut' }) : ok({ id, url: addressOf(id) });

	const channel: Channel = {
		kind: 'mastodon',
		capabilities: { ...capabilities, remembersKeysForMs: memoryMs },
		async publish(rendition, key) {
			const refusal = away();
			return refusal ? fail(refusal) : answer(take(rendition, key));
		},
		async edit({ id }, { text }) {
			const refusal = away();
			if (refusal) return fail(refusal);
			if (isStopped()) wrong.push('changed after it was stopped');
			const copy = at(id);
			if (copy) copy.text = text;
			return answer(id);
		},
		async withdraw({ id }) {
			const refusal = away();
			if (refusal) return fail(refusal);
			copies.delete(at(id)?.key ?? '');
			const said = answer(id);
			return said.ok ? ok(undefined) : said;
		},
		locate: async (url) => ok({ id: url.slice(addressOf('').length), url }),
		...(canFind
			? {
					find: async (key: string) => {
						const copy = copies.get(key);
						return away() ? fail(away() as ChannelFailure) : ok(copy ? { id: copy.id, url: '' } : null);
					},
				}
			: {}),
	};
	return {
		channel,
		wrong,
		feel(next: Mood): void {
			mood = next;
		},
		mood: () => mood,
		copy: (): Copy | null => [...copies.values()][0] ?? null,
		copies: (): readonly Copy[] => [...copies.values()],
		/** How often it took something for new; with a key, how often that. */
		count: (key?: string): number => taken.filter((one) => key === undefined || one.key === key).length,
		keys: (): readonly string[] => taken.map(({ key }) => key),
	};
};
export type ModelNetwork = ReturnType<typeof createNetwork>;
