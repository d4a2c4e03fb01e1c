import { instant } from '#kernel/time.ts';
import { createBluesky } from '#modules/channels/adapters/bluesky/bluesky.ts';
import { openSession, refreshSession } from '#modules/channels/adapters/bluesky/connect.ts';
import { readAccount } from '#modules/channels/adapters/mastodon/connect.ts';
import { createMastodon } from '#modules/channels/adapters/mastodon/mastodon.ts';
import type { Channel, OutgoingMedia, OutgoingRendition } from '#modules/channels/channel.ts';
import { woundClock } from '#platform/clock.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';

import { type Exchange, startPractice } from '../src/practice/index.ts';
import { mp4 } from './film-file.ts';

type Network = 'mastodon' | 'bluesky';
export const networks: readonly Network[] = ['mastodon', 'bluesky'];

const KEY_SIZE = { width: 1, height: 1 };

/** A picture of one point; practice networks look at its bytes no further than their number. */
export const picture = (alt = 'Plan der Sperrung', more: Partial<OutgoingMedia> = {}): OutgoingMedia => ({
	bytes: Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
		'base64',
	),
	mime: 'image/png',
	alt,
	...KEY_SIZE,
	fileName: 'plan.png',
	...more,
});

/** A film that practice networks take by its kind and size. */
export const film = (more: Partial<OutgoingMedia> = {}): OutgoingMedia => {
	const bytes = mp4();
	const poster = { bytes: picture().bytes, mime: 'image/png', ...KEY_SIZE };
	const captions = [{ language: 'de', file: 'vtt', text: 'WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nGuten Tag.\n' }];
	return {
		...{ bytes, mime: 'video/mp4', alt: 'Ein Kran hebt ein Teil der Brücke', width: 640, height: 360 },
		fileName: 'bruecke.mp4',
		film: { file: 'x', bytes: bytes.length, ms: 2000, audio: 'aac', poster, captions, silent: {} },
		...more,
	};
};

interface Wishes {
	readonly timeoutMs?: number;
	readonly onExchange?: (exchange: Exchange) => void;
}

/** An adapter opposite its practice network: same clock, real sockets, everything written to the log kept for looking at. */
export const openSubject = async (network: Network, { timeoutMs = 5000, onExchange }: Wishes = {}) => {
	const clock = woundClock(instant('2026-03-02T07:30:00Z'));
	const practice = await startPractice({ clock, network, pages: 'https://stadt.example/uebung' });
	if (onExchange) practice.listen(onExchange);
	const logged: unknown[] = [];
	const note = (...line: unknown[]) => void logged.push(line);
	const log = { info: note, warn: note, error: note };
	const outbound = createOutbound({ lab: false, allowLoopback: [practice.origin], log, timeoutMs });
	const needs = { outbound, clock };
	const { handle, secret } = await practice.openAccount({ name: 'Stadt Musterstadt', handle: 'stadt' });
	const secrets = [secret];
	let refreshes = 0;

	const openMastodon = async (): Promise<Channel> => {
		const account = await readAccount({ origin: practice.origin, token: secret }, needs);
		if (!account.ok) throw new Error(JSON.stringify(account.error));
		const { remoteId: accountId, capabilities } = account.value;
		return createMastodon(needs)({ origin: practice.origin, token: secret, accountId, capabilities });
	};
	const openBluesky = async (): Promise<Channel> => {
		const web = 'https://stadt.example/uebung/bluesky';
		const opened = await openSession(needs, { service: practice.origin, web, handle, appPassword: secret });
		if (!opened.ok) throw new Error(JSON.stringify(opened.error));
		const { account } = opened.value;
		let { tokens } = opened.value;
		secrets.push(tokens.accessJwt, tokens.refreshJwt);
		const session = {
			accessToken: () => tokens.accessJwt,
			async refresh() {
				refreshes += 1;
				const fresh = await refreshSession(needs, { service: practice.origin, refreshJwt: tokens.refreshJwt });
				if (!fresh.ok) return fresh;
				tokens = fresh.value;
				secrets.push(tokens.accessJwt, tokens.refreshJwt);
				return { ok: true, value: tokens.accessJwt } as const;
			},
		};
		const { remoteId: did, capabilities } = account;
		return createBluesky(needs)({ service: practice.origin, web, did, handle, session, capabilities });
	};

	return {
		practice,
		clock,
		logged,
		secrets,
		refreshes: () => refreshes,
		needs,
		channel: network === 'mastodon' ? await openMastodon() : await openBluesky(),
		rendition: (more: Partial<OutgoingRendition> = {}): OutgoingRendition => ({
			title: 'Mühlkanalbrücke gesperrt',
			text: 'Ab Montag ist die Mühlkanalbrücke gesperrt. #Musterstadt',
			language: 'de',
			link: 'https://musterstadt.de/2026/bruecke',
			media: [],
			visibility: 'public',
			createdAt: clock.now(),
			...more,
		}),
		close: () => practice.close(),
	};
};
export type Subject = Awaited<ReturnType<typeof openSubject>>;
