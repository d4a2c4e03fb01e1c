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

/** One account of a network that takes whatever is new to it, on the test's clock, and knows when it must get nothing. */
export const createNetwork = (clock: Clock, help: Help, isStopped: () => boolean) => {
	const { memoryMs, canFind } = helps[help];
	const taken: { readonly key: string; readonly at: number }[] = [];
	let copy: Copy | null = null;
	let mood: Mood = 'well';
	const wrong: string[] = [];

	/** What keeps a request from arriving; null when it arrives. */
	const away = (): ChannelFailure | null => {
		if (mood === 'down') return { type: 'channel.unreachable', reason: 'refused' };
		if (mood === 'expired') return { type: 'channel.expired', reason: 'token' };
		return mood === 'throttled'
			? { type: 'channel.throttled', until: plus(clock.now(), minutes(4)), reason: '429' }
			: null;
	};
	const answer = (): Result<RemoteRef, ChannelFailure> =>
		mood === 'lost' ? fail({ type: 'channel.unclear', reason: 'cut' }) : ok({ id: 'c1', url: 'https://n.example/c1' });
	const take = (key: string, text: string): void => {
		const last = taken.findLast((one) => one.key === key);
		const isKnown = last !== undefined && (memoryMs === null || clock.now() - last.at < memoryMs);
		if (isKnown) return;
		if (isStopped()) wrong.push('went out after it was stopped');
		taken.push({ key, at: clock.now() });
		copy = { key, text };
	};

	const channel: Channel = {
		kind: 'mastodon',
		capabilities: { ...capabilities, remembersKeysForMs: memoryMs },
		async publish({ text }: OutgoingRendition, key) {
			const refusal = away();
			if (refusal) return fail(refusal);
			take(key, text);
			return answer();
		},
		async edit(_remote, { text }) {
			const refusal = away();
			if (refusal) return fail(refusal);
			if (isStopped()) wrong.push('changed after it was stopped');
			if (copy) copy.text = text;
			return answer();
		},
		async withdraw() {
			const refusal = away();
			if (refusal) return fail(refusal);
			copy = null;
			const said = answer();
			return said.ok ? ok(undefined) : said;
		},
		...(canFind
			? {
					find: async (key: string) =>
						away() ? fail(away() as ChannelFailure) : ok(copy?.key === key ? { id: 'c1', url: '' } : null),
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
		copy: (): Copy | null => copy,
		/** How often it took something for new. */
		count: (): number => taken.length,
	};
};
export type ModelNetwork = ReturnType<typeof createNetwork>;
