import { createHmac } from 'node:crypto';

import type { Subscriber } from '../plain/state.ts';
import { addPost, nextId, type World } from '../plain/world.ts';
import type { PracticeNetwork } from '../practice.ts';
import type { Answer, Asked } from '../server.ts';
import { textOf } from './words.ts';

const TOPIC = /^https:\/\/www\.youtube\.com\/xml\/feeds\/videos\.xml\?channel_id=(\d+)$/;
const LONGEST_LEASE = 432_000;

const refused = (words: string): Answer => ({ status: 400, html: words });

/** SPEC: WebSub 5.1, and `hub.verify` of PubSubHubbub 0.4: answered at once, settled by asking back at the address. */
export const subscribe = (world: World, { fields }: Asked): Answer => {
	const said = (name: string): string => textOf(fields?.[`hub.${name}`]);
	const [mode, topic, callback, secret] = [said('mode'), said('topic'), said('callback'), said('secret')];
	if (mode !== 'subscribe' && mode !== 'unsubscribe') return refused('hub.mode: neither subscribe nor unsubscribe');
	if (!TOPIC.test(topic)) return refused('hub.topic: no topic of this hub');
	if (!URL.canParse(callback)) return refused('hub.callback: no address');
	if (said('verify') !== 'async') return refused('hub.verify: missing');
	if (Buffer.byteLength(secret) >= 200) return refused('hub.secret: 200 bytes or more');
	const most = world.memory.state.longestLease ?? LONGEST_LEASE;
	const lease = Math.min(Number(said('lease_seconds') || most), most);
	askBack(world, { mode, lease, wanted: { topic, callback, secret, until: world.clock.now() + lease * 1000 } }).catch(
		() => undefined,
	);
	return { status: 202 };
};

interface Asking {
	readonly mode: string;
	readonly lease: number;
	readonly wanted: Subscriber;
}

const askBack = async (world: World, { mode, lease, wanted }: Asking): Promise<void> => {
	const challenge = nextId(world);
	const url = new URL(wanted.callback);
	for (const [name, value] of [
		['mode', mode],
		['topic', wanted.topic],
		['challenge', challenge],
		...(mode === 'subscribe' ? ([['lease_seconds', String(lease)]] as const) : []),
	] as const)
		url.searchParams.set(`hub.${name}`, value);
	const answer = await fetch(url);
	if (answer.status !== 200 || (await answer.text()) !== challenge) return;
	const { state, save } = world.memory;
	const others = state.subscribers.filter(({ callback }) => callback !== wanted.callback);
	state.subscribers = mode === 'subscribe' ? [...others, wanted] : others;
	save();
};

/** SPEC: developers.google.com/youtube/v3/guides/push_notifications: an Atom entry, signed with SHA-1. */
const feedOf = (
	channel: string,
	{ id, title, at }: { readonly id: string; readonly title: string; readonly at: number },
) =>
	`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns="http://www.w3.org/2005/Atom">
<link rel="hub" href="https://pubsubhubbub.appspot.com"/>
<entry><id>yt:video:${id}</id><yt:videoId>${id}</yt:videoId><yt:channelId>${channel}</yt:channelId>
<title>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title><published>${new Date(at).toISOString()}</published></entry>
</feed>`;

export const hubOf = (world: World): NonNullable<PracticeNetwork['hub']> => {
	const push = async ({ callback, secret }: Subscriber, body: string): Promise<number> => {
		const signature = createHmac('sha1', secret).update(body).digest('hex');
		const headers = { 'content-type': 'application/atom+xml', 'x-hub-signature': `sha1=${signature}` };
		return (await fetch(callback, { method: 'POST', headers, body })).status;
	};
	return {
		grant(seconds) {
			world.memory.state.longestLease = seconds;
		},
		subscribers: () => world.memory.state.subscribers,
		async putUp(handle, title) {
			const { state, save } = world.memory;
			const by = state.accounts.find((one) => one.handle === handle)?.id ?? '';
			const { id, at } = addPost(world, { by, title, text: '', language: 'de', replyTo: null, media: [] });
			save();
			const told = state.subscribers.filter(
				({ topic, until }) => TOPIC.exec(topic)?.[1] === by && until > world.clock.now(),
			);
			return { id, answers: await Promise.all(told.map((one) => push(one, feedOf(by, { id, title, at })))) };
		},
	};
};
