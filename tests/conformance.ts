import { type NetworkName, networkNames } from '#kernel/channel-name.ts';
import { takesFilmsOnly } from '#kernel/film.ts';
import type { Rights } from '#kernel/right-use.ts';
import { instant } from '#kernel/time.ts';
import { makeNetwork } from '#modules/channels/adapters/all.ts';
import type { Credentials } from '#modules/channels/adapters/keys.ts';
import type { MediaAddress, Network, NetworkNeeds } from '#modules/channels/adapters/network.ts';
import type { OpenSession } from '#modules/channels/adapters/session.ts';
import type { Channel, OutgoingMedia, OutgoingRendition } from '#modules/channels/channel.ts';
import { woundClock } from '#platform/clock.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';

import { type Exchange, startPractice } from '../src/practice/index.ts';
import { mp4 } from './film-file.ts';

export const networks: readonly NetworkName[] = networkNames;
/** Facebook has no description for films but the words of the post, Instagram none at all. */
export const describesFilms = (network: NetworkName): boolean => !['facebook', 'instagram'].includes(network);

const KEY_SIZE = { width: 1, height: 1 };

const ONE_POINT =
	'/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgV' +
	'GC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAABAAEDASIAAhEBAxEB/8QA' +
	'FQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAA' +
	'AAAAAAD/2gAMAwEAAhEDEQA/AKAA/9k=';

/** A picture of one point; practice networks look at its bytes no further than their number. */
export const picture = (alt = 'Plan der Sperrung', more: Partial<OutgoingMedia> = {}): OutgoingMedia => ({
	bytes: Buffer.from(ONE_POINT, 'base64'),
	mime: 'image/jpeg',
	alt,
	...KEY_SIZE,
	fileName: 'plan.jpg',
	...more,
});

/** A film that practice networks take by its kind and size. */
export const film = (more: Partial<OutgoingMedia> = {}): OutgoingMedia => {
	const bytes = mp4();
	const poster = { bytes: picture().bytes, mime: 'image/jpeg', ...KEY_SIZE };
	const captions = [{ language: 'de', file: 'vtt', text: 'WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nGuten Tag.\n' }];
	return {
		...{ bytes, mime: 'video/mp4', alt: 'Ein Kran hebt ein Teil der Brücke', width: 640, height: 360 },
		fileName: 'bruecke.mp4',
		film: { file: 'x', bytes: bytes.length, ms: 2000, audio: 'aac', poster, captions, silent: {} },
		...more,
	};
};

/** A post there is a film with words about it. */
export const filmsOnly = ({ capabilities }: Channel): boolean => takesFilmsOnly(capabilities);

/** Nothing goes there without a film or a picture. */
const needsMedia = (channel: Channel): boolean => filmsOnly(channel) || channel.capabilities.media.needed === true;
/** What is made ready unseen before a post becomes public: film or picture where nothing goes without, every post on Threads. */
export const worksUnseen = (channel: Channel): boolean => needsMedia(channel) || channel.kind === 'threads';

/** What an account's owner is asked for; nothing where a key holds all or nothing. */
export const rightsAt = (network: NetworkName): Rights =>
	makeNetwork(network, { mediaAddress: () => '' } as unknown as NetworkNeeds).agreement?.rights ?? {};

interface Wishes {
	readonly timeoutMs?: number;
	readonly onExchange?: (exchange: Exchange) => void;
	/** What is made of each answer to a reading before the adapter sees it. */
	readonly bend?: (body: unknown) => unknown;
}

/** Everything in a key that nobody but us may know. */
const tokensIn = (credentials: Credentials): readonly string[] =>
	Object.entries(credentials).flatMap(([name, value]) =>
		/token|jwt/i.test(name) && typeof value === 'string' ? [value] : [],
	);

/** Sessions that keep their keys in mind, one at a time. */
const sessionsInMind =
	(onRefresh: (token: string) => void): OpenSession =>
	(_presence, first, renewal) => {
		let current = first;
		return {
			accessToken: () => renewal.accessToken(current),
			async refresh() {
				const fresh = await renewal.renew(current);
				if (!fresh.ok) return fresh;
				current = fresh.value;
				onRefresh(renewal.accessToken(current));
				return { ok: true, value: renewal.accessToken(current) } as const;
			},
		};
	};

/** Stands for the house at which networks fetch media themselves. */
const mediaHouse = () => {
	const lying = new Map<string, { readonly bytes: Buffer; readonly mime: string }>();
	return {
		mediaAddress: ({ media: { bytes, mime } }: Parameters<MediaAddress>[0]): string => {
			const url = `https://stadt.example/abruf/${lying.size + 1}`;
			lying.set(url, { bytes: Buffer.from(bytes), mime });
			return url;
		},
		fetchMedia: async (url: string) => lying.get(url) ?? null,
	};
};

/** The owner agrees that another app speaks for the account. */
const agreedTo = async ({ agreement }: Network<Credentials>, clientId: string, server: string): Promise<string> => {
	const app = { clientId, clientSecret: 'geheim' };
	const at = { server, redirectUri: 'https://stadt.example/zurueck', verifier: 'v'.repeat(43) };
	const begun = await agreement?.begin({ ...at, state: 's' }, app);
	const page = await fetch(begun?.ok ? begun.value.authorizeUrl : server, { redirect: 'manual' });
	const code = new URL(page.headers.get('location') ?? server).searchParams.get('code') ?? '';
	const agreed = await agreement?.finish({ ...at, app, code });
	if (!agreed?.ok) throw new Error(JSON.stringify(agreed?.error));
	return agreed.value;
};

const notesInMind = () => {
	const noted = new Map<string, string>();
	return {
		read: async (delivery: string) => noted.get(delivery) ?? null,
		write: async (delivery: string, note: string) => void noted.set(delivery, note),
	};
};

/** An adapter opposite its practice network: same clock, real sockets, everything written to the log kept for looking at. */
export const openSubject = async (
	network: NetworkName,
	{ timeoutMs = 5000, onExchange, bend = (body) => body }: Wishes = {},
) => {
	const clock = woundClock(instant('2026-03-02T07:30:00Z'));
	const media = mediaHouse();
	const { fetchMedia } = media;
	const practice = await startPractice({ clock, network, pages: 'https://stadt.example/uebung', fetchMedia });
	if (onExchange) practice.listen(onExchange);
	const logged: unknown[] = [];
	const note = (...line: unknown[]) => void logged.push(line);
	const log = { info: note, warn: note, error: note };
	const straight = createOutbound({ lab: false, allowLoopback: [practice.origin], log, timeoutMs });
	const outbound: typeof straight = async (request) => {
		const answer = await straight(request);
		if (!answer.ok || request.method !== 'GET') return answer;
		return { ok: true, value: { ...answer.value, body: bend(answer.value.body) } };
	};
	const needs = { outbound, clock, meter: async () => undefined };
	const { handle, secret } = await practice.openAccount({ name: 'Stadt Musterstadt', handle: 'stadt' });
	const secrets = [secret];
	let refreshes = 0;

	const notes = notesInMind();
	const open = async (app?: string): Promise<Channel> => {
		const openSession = sessionsInMind((token) => {
			refreshes += 1;
			secrets.push(token);
		});
		const practicePages = `https://stadt.example/uebung/${network}`;
		const { mediaAddress } = media;
		const around = { openSession, appOf: async () => null, notes, practicePages, mediaAddress };
		const made = makeNetwork(network, { ...needs, ...around });
		const key = app === undefined ? secret : await agreedTo(made, app, practice.origin);
		const asked = { channel: network, server: practice.origin, handle, secret: key, practice: true };
		const connected = await made.connect(asked);
		if (!connected.ok) throw new Error(JSON.stringify(connected.error));
		const { account, credentials } = connected.value;
		secrets.push(...tokensIn(credentials));
		return made.open({ id: 'presence', capabilities: account.capabilities }, credentials);
	};

	const channel = await open();
	const shown = (alt?: string, more: Partial<OutgoingMedia> = {}) =>
		filmsOnly(channel) ? film({ ...(alt ? { alt } : {}), ...more }) : picture(alt, more);
	return {
		practice,
		clock,
		logged,
		secrets,
		refreshes: () => refreshes,
		needs,
		channel,
		/** The same presence as another process opens it, or as another app was granted it. */
		open,
		/** What this network shows: a picture, or a film where it takes nothing else. */
		shown,
		rendition: (more: Partial<OutgoingRendition> = {}): OutgoingRendition => ({
			title: 'Mühlkanalbrücke gesperrt',
			text: 'Ab Montag ist die Mühlkanalbrücke gesperrt. #Musterstadt',
			language: 'de',
			link: 'https://musterstadt.de/2026/bruecke',
			media: needsMedia(channel) ? [shown()] : [],
			visibility: 'public',
			createdAt: clock.now(),
			...more,
		}),
		close: () => practice.close(),
	};
};
export type Subject = Awaited<ReturnType<typeof openSubject>>;

/** The address that was answered leads back to the post that stands there. */
export const locatesIt = async (
	{ channel, practice }: Pick<Subject, 'channel' | 'practice'>,
	sent: Awaited<ReturnType<Channel['publish']>>,
): Promise<boolean> => {
	const located = sent.ok ? await channel.locate?.(sent.value.url) : undefined;
	return located?.ok === true && located.value?.id === practice.timeline()[0]?.id;
};
