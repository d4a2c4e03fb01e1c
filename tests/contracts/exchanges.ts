import type { NetworkName } from '#kernel/channel-name.ts';
import { hours, plus } from '#kernel/time.ts';
import { authorizeUrl, exchangeCode, register } from '#modules/channels/adapters/mastodon/connect.ts';

import type { Exchange } from '../../src/practice/index.ts';
import { film, filmsOnly, openSubject, picture, type Subject } from '../conformance.ts';

/** Everything an adapter says and hears in an ordinary life with its network: publish, answer, edit, withdraw, be refused. */
export const ordinaryLife = async (network: NetworkName): Promise<readonly Exchange[]> => {
	const heard: Exchange[] = [];
	const subject = await openSubject(network, { onExchange: (exchange) => heard.push(exchange) });
	const { channel, practice, clock, rendition } = subject;
	const later = () => clock.windTo(plus(clock.now(), 60_000), async () => undefined);

	await practice.openAccount({ name: 'Waldkauz', handle: 'nachbar' });
	const pictures = (...alts: string[]) => (filmsOnly(channel) ? [film()] : alts.map((alt) => picture(alt)));
	const text = 'Gesperrt bis 18.12.: https://musterstadt.de/bruecke #Mühlkanal @waldkauz.uebung.test äöü 👨‍👩‍👧';
	practice.reply({ text: 'Guten Morgen!', as: 'waldkauz' });
	const media = pictures('Plan der Sperrung', 'Umleitung');
	const listed = await channel.lists?.();
	const [list] = listed?.ok ? listed.value : [];
	const first = await channel.publish(rendition({ text, media, ...(list ? { list } : {}) }), 'life-1');
	if (!first.ok) throw new Error(JSON.stringify(first.error));
	await channel.publish(rendition(), 'life-2');
	const front = { warning: { words: 'Schwerer Unfall', graphic: true }, quotes: 'nobody' } as const;
	const kept = channel.capabilities.replyControls ? ({ replyControl: 'mentioned' } as const) : {};
	const fronted = await channel.publish(rendition({ ...front, ...kept, media: [picture()] }), 'life-6');
	if (fronted.ok) await channel.edit?.(fronted.value, rendition({ ...front, ...kept, quotes: 'followers' }), 'life-7');
	if (fronted.ok) await channel.withdraw?.(fronted.value);
	await show(subject);
	await askPeople(subject);
	await channel.find?.('life-1', rendition({ text, media }));
	await channel.locate?.(first.value.url);
	await channel.find?.('never', rendition({ text: 'nie gesagt' }));
	await later();
	const question = practice.reply({ to: first.value.id, text: 'Wie lange?' });
	practice.reply({ to: question ?? '', text: 'Das frage ich mich auch.', as: 'radlerin' });
	const page = await channel.fetchInbound?.(null);
	const [change] = page?.ok ? page.value.changes : [];
	if (change?.kind === 'message') {
		const { link: _none, ...answer } = rendition({ text: 'Bis Freitag.', replyTo: change.message.remote });
		await channel.publish(answer, 'life-3');
		const { remote, author } = change.message;
		const about = { message: remote, author };
		await channel.like?.give(remote);
		await channel.like?.takeBack(remote);
		await channel.moderation?.hide?.(about);
		await channel.moderation?.hide?.(about);
		await channel.moderation?.show?.(about);
		await channel.moderation?.report?.(about, 'Netiquette 1: eine Beleidigung');
		await channel.moderation?.block?.(about, 'life-5');
		await channel.moderation?.unblock?.(about, 'life-5');
	}
	await channel.edit?.(first.value, rendition({ text: 'Berichtigt.', media: pictures('Neu', 'Umleitung') }), 'life-4');
	await channel.edit?.(first.value, rendition({ text: 'Berichtigt.', media }), 'life-8');
	practice.deleteReply(question ?? '');
	await channel.fetchInbound?.(page?.ok ? page.value.cursor : null);
	const ending = new AbortController();
	await channel.listen?.(() => ending.abort(), ending.signal);
	await channel.health?.();
	await channel.metrics?.(first.value);
	await channel.withdraw?.(first.value);
	await channel.withdraw?.(first.value);
	await clock.windTo(plus(clock.now(), hours(3)), async () => undefined);
	await channel.health?.();
	if (network === 'mastodon') await agree(subject);
	await subject.close();
	return heard;
};

/** The page of Instagram's key is called `me`, which its data do not know as a page. */
const beCalled = async ({ kind, wake }: Subject['channel']): Promise<void> => {
	if (kind !== 'facebook' || wake === undefined) return;
	for (const said of [await wake.begin(), await wake.end()]) if (!said.ok) throw new Error(said.error.type);
};

/** One picture, and a film that the network works on for a while. */
const show = async ({ channel, clock, rendition }: Subject): Promise<void> => {
	await channel.publish(rendition({ text: 'Ein Bild.', media: [filmsOnly(channel) ? film() : picture()] }), 'life-9');
	await beCalled(channel);
	if (channel.capabilities.film === undefined) return;
	const moving = rendition({ text: 'Ein Film.', media: [film()] });
	for (let tries = 0; tries < 4; tries += 1) {
		const sent = await channel.publish(moving, 'life-10');
		if (sent.ok) return;
		await clock.windTo(plus(clock.now(), 15_000), async () => undefined);
	}
	throw new Error('the film never stood there');
};

/** A poll where there is one, and a second part below the first where a statement may have several. */
const askPeople = async ({ channel, clock, rendition }: Subject): Promise<void> => {
	if (channel.kind !== 'mastodon' && channel.kind !== 'bluesky') return;
	const { polls, threads } = channel.capabilities;
	const { link: _none, ...bare } = rendition({ text: 'Was fehlt?', media: [] });
	const poll = { options: ['Bänke', 'Bäume'], closesAt: plus(clock.now(), hours(24)), many: false };
	if (polls !== undefined) await channel.publish({ ...bare, poll }, 'life-11');
	if (threads !== true) return;
	const head = await channel.publish(rendition({ text: 'Erstens.' }), 'life-12');
	if (head.ok) await channel.publish({ ...bare, text: 'Zweitens.', replyTo: head.value }, 'life-13');
};

/** An owner agrees that we speak for the account. The page itself is for people and in no contract. */
const agree = async ({ practice, needs }: Subject): Promise<void> => {
	const asking = { origin: practice.origin, redirectUri: 'https://stadt.example/zurueck', verifier: 'v'.repeat(43) };
	const registration = await register(needs, asking);
	if (!registration.ok) throw new Error(JSON.stringify(registration.error));
	const token = await exchangeCode(needs, registration.value, 'no such code');
	if (token.ok) throw new Error('a code nobody gave was taken');
	const { searchParams } = new URL(await authorizeUrl(registration.value, 's'));
	searchParams.set('as', 'stadt');
	const door = new URL('/oauth/authorize', practice.origin);
	const agreed = await fetch(door, { method: 'POST', body: searchParams, redirect: 'manual' });
	const code = new URL(agreed.headers.get('location') ?? door).searchParams.get('code') ?? '';
	const given = await exchangeCode(needs, registration.value, code);
	if (!given.ok) throw new Error('a code that was given was not taken');
};
