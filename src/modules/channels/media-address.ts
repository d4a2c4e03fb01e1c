import type { Hono } from 'hono';
import { z } from 'zod';

import { isPublicHttps } from '#kernel/public-address.ts';
import { minutes, plus } from '#kernel/time.ts';
import { sha256 } from '#platform/files.ts';
import { answerStretch } from '#platform/http/stretch.ts';

import type { MediaAddress } from './adapters/network.ts';
import type { ChannelsNeeds } from './needs.ts';

/** Nothing a search engine's rules shut: some networks keep to them when they fetch. */
export const MEDIA_PATH = '/abruf/';
const CONTEXT = 'channels.media-address';
export const MOST_MEDIA_MS = minutes(60);

/** What an address stands for: presence, delivery, file, what it is, and until when. */
const Told = z.tuple([z.string(), z.string(), z.string(), z.string(), z.number()]);
type Told = z.infer<typeof Told>;

const endings: Readonly<Record<string, string>> = {
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/gif': 'gif',
	'video/mp4': 'mp4',
	'video/webm': 'webm',
};

type Minting = Pick<ChannelsNeeds, 'sealer' | 'clock' | 'origin' | 'lab' | 'mediaMs'>;

/** Makes addresses at which a network fetches what goes with a delivery; null where nobody could reach this house. Practice stays in it. */
export const mediaAddressOf = (
	{ sealer, clock, origin, lab, mediaMs = MOST_MEDIA_MS }: Minting,
	practice: boolean,
): MediaAddress | null => {
	if (!practice && !lab && !isPublicHttps(origin)) return null;
	return ({ presence, delivery, media }) => {
		const file = media.film?.file ?? sha256(media.bytes);
		const until = plus(clock.now(), Math.min(mediaMs, MOST_MEDIA_MS));
		const told: Told = [presence, delivery, file, media.mime, until];
		const sealed = sealer.seal(JSON.stringify(told), CONTEXT).toString('base64url');
		return `${origin}${MEDIA_PATH}${sealed}.${endings[media.mime] ?? 'bin'}`;
	};
};

const headers = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' } as const;

type Serving = Pick<ChannelsNeeds, 'db' | 'sealer' | 'clock' | 'files' | 'underWay'>;

/** Hands out the bytes behind such an address while their delivery is under way, and nothing afterwards. */
export const mountMediaAddresses = (app: Hono, needs: Serving): void => {
	app.get(`${MEDIA_PATH}:name`, async (c) => {
		const told = read(needs, c.req.param('name'));
		if (told === null) return c.body(null, 404, headers);
		const [presence, delivery, hash, mime] = told;
		const isDue = await needs.db.read('delivery of a file', (tx) => needs.underWay(tx, { delivery, presence }));
		const answer = isDue
			? await answerStretch(c, needs.files, { hash, headers: { ...headers, 'content-type': mime } })
			: null;
		return answer ?? c.body(null, 404, headers);
	});
};

const read = ({ sealer, clock }: Serving, name: string): Told | null => {
	const [sealed = ''] = name.split('.');
	try {
		const told = Told.parse(JSON.parse(sealer.open(Buffer.from(sealed, 'base64url'), CONTEXT).toString('utf8')));
		return told[4] > clock.now() ? told : null;
	} catch {
		return null;
	}
};
