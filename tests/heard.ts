import { conversationEndpoint, conversationsEndpoint } from '#contract/dialogue.ts';
import type { Actor } from '#kernel/permission.ts';

import type { Newsdesk } from './newsdesk.ts';

type Network = 'mastodon' | 'bluesky';
interface Speaking {
	readonly channel: Network;
	readonly text: string;
	readonly as: string;
}

/** What somebody said below our post, as the desk knows it. */
export interface Heard {
	readonly conversationId: string;
	readonly messageId: string;
	readonly seenVersion: number;
	/** As the network names it. */
	readonly remoteId: string;
}

/** People who write below our post, and the pages they are given links to. */
export const hearingAt = (at: () => Newsdesk) => {
	const practice = (channel: Network) => at().office.office.practice[channel];
	const after = (ms: number) => at().office.at(new Date(at().office.clock.now() + ms).toISOString());
	/** Long enough for polls, deliveries and the carrier to come round. */
	const rounds = async () => {
		for (let i = 0; i < 2; i += 1) await after(11_000);
	};
	/** Somebody writes below our post, and the desk has heard it. */
	const heard = async ({ channel, text, as }: Speaking, reader: Actor): Promise<Heard> => {
		const { office } = at();
		const post = practice(channel)
			.timeline()
			.find(({ author }) => author.official);
		const remoteId = practice(channel).reply({ to: post?.id ?? '', text, as }) ?? '';
		await rounds();
		const { items } = (await office.call(conversationsEndpoint, { channel, limit: 100 }, reader)).body;
		const item = items.find(({ excerpt }) => excerpt.includes(text));
		if (!item) throw new Error('nothing was heard');
		const { messages } = (await office.call(conversationEndpoint, { conversationId: item.id }, reader)).body;
		const message = messages.findLast(({ direction }) => direction === 'in');
		return { conversationId: item.id, messageId: message?.id ?? '', seenVersion: item.version, remoteId };
	};
	const page = async (address: string, form?: Record<string, string>) => {
		const url = new URL(address);
		const init = form && { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' as const };
		const answer = await fetch(`${at().office.base}${url.pathname}`, init);
		return { status: answer.status, text: await answer.text() };
	};
	return { practice, after, rounds, heard, page };
};
