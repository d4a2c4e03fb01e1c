import { describe, expect, it } from 'vitest';

import type { NetworkName } from '#kernel/channel-name.ts';
import type { Result } from '#kernel/result.ts';
import type { RightUse } from '#kernel/right-use.ts';
import type { ChannelFailure, Moderated, RemoteRef } from '#modules/channels/channel.ts';
import { networks, openSubject, rightsAt, type Subject } from '#tests/conformance.ts';

type Answer = Result<unknown, ChannelFailure>;
type Ask = () => Promise<Answer> | undefined;

const must = (answer: Result<RemoteRef, ChannelFailure>): RemoteRef => {
	if (!answer.ok) throw new Error(JSON.stringify(answer.error));
	return answer.value;
};

/** What a citizen said below our post, as the adapter heard it. */
const heardBelow = async ({ channel, practice }: Subject): Promise<Moderated> => {
	const to = practice.timeline()[0]?.id;
	practice.reply({ to: to ?? '', text: 'Wie lange dauert das? @stadt', as: 'radlerin' });
	const page = await channel.fetchInbound?.(null);
	const changes = page?.ok ? page.value.changes : [];
	const message = changes.find((change) => change.kind === 'message');
	if (message === undefined) throw new Error(`nobody heard it: ${JSON.stringify(page)}`);
	return { message: message.message.remote, author: message.message.author };
};

/** Everything the port can do with the network, by what it is for. */
const actsOf = async (subject: Subject): Promise<readonly (readonly [RightUse, Ask])[]> => {
	const { channel, rendition, shown, open } = subject;
	const { moderation, like, wake } = channel;
	const plain = rendition({ text: 'Die Brücke ist wieder frei.' });
	const post = must(await channel.publish(rendition(), 'first'));
	const other = must(await channel.publish(rendition({ text: 'Das geht wieder weg.' }), 'second'));
	const about = await heardBelow(subject);
	const said = rendition({ text: 'Zwei Wochen.', replyTo: about.message, media: [] });
	const answer = must(await channel.publish(said, 'answer'));
	const counted = async (): Promise<Answer> => {
		const { missed = [] } = (await channel.metrics?.(post)) ?? {};
		return missed[0] ? { ok: false, error: missed[0].failure } : { ok: true, value: undefined };
	};
	const account = async (): Promise<Answer> => {
		const again = await open().catch((thrown: Error) => thrown);
		return again instanceof Error ? { ok: false, error: JSON.parse(again.message) } : { ok: true, value: undefined };
	};
	const reworded = { ...said, text: 'Drei Wochen.' };
	return [
		['publish', () => channel.publish(plain, 'plain')],
		['media', () => channel.publish(rendition({ text: 'Der Plan.', media: [shown()] }), 'media')],
		['find', () => channel.find?.('nobody', rendition({ text: 'Nie gesagt.' }))],
		['find', () => channel.locate?.(post.url)],
		['find', () => channel.find?.('nobody', { ...said, text: 'Nie geantwortet.' })],
		['hear', () => channel.fetchInbound?.(null)],
		['answer', () => channel.publish({ ...said, text: 'Danke für die Frage.' }, 'thanks')],
		['change-answer', () => channel.edit?.(answer, reworded, 'edit-answer')],
		['like', () => like?.give(about.message)],
		['like', () => like?.takeBack(about.message)],
		['hide', () => moderation?.hide?.(about)],
		['hide', () => moderation?.show?.(about)],
		['report', () => moderation?.report?.(about, 'Beleidigung')],
		['block', () => moderation?.block?.(about, 'block')],
		['block', () => moderation?.unblock?.(about, 'unblock')],
		['count', counted],
		['lists', () => channel.lists?.()],
		['wake', () => wake?.begin()],
		['wake', () => wake?.end()],
		['change-answer', () => channel.withdraw?.(answer)],
		['remove', () => moderation?.remove?.(about)],
		['change', () => channel.edit?.(post, { ...rendition(), text: 'Berichtigt.' }, 'edit')],
		['change', () => channel.withdraw?.(other)],
		['account', account],
	];
};

/** What fails with a key that lacks this right. */
const failsWithout = async (network: NetworkName, right: string | null): Promise<readonly RightUse[]> => {
	const subject = await openSubject(network);
	const acts = await actsOf(subject);
	if (right !== null) subject.practice.withhold?.(right);
	const failed = new Set<RightUse>();
	for (const [use, ask] of acts) {
		const answer = await ask();
		if (answer && !answer.ok) failed.add(use);
	}
	await subject.close();
	return [...failed].sort();
};

/** What practice networks ask for nowhere: to renew a key, and what Meta wants beside the right to list pages. */
const UNASKED = ['offline.access', 'pages_read_engagement'];
/** Heard with the answers; and what is done by itself. */
const TOGETHER: readonly RightUse[] = ['mentions', 'renew'];

describe('what a right is needed for', () => {
	it.each(networks)('on %s is all that fails without it, and nothing else', async (network) => {
		expect(await failsWithout(network, null)).toEqual([]);
		for (const [right, uses] of Object.entries(rightsAt(network))) {
			const told = uses.filter((use) => !TOGETHER.includes(use)).sort();
			const failed = await failsWithout(network, right);
			expect([right, failed.length === 0 && UNASKED.includes(right) ? told : failed]).toEqual([right, told]);
		}
	});
});
