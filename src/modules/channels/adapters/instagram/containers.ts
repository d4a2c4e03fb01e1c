import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';
import { hours, plus, seconds } from '#kernel/time.ts';

import type { ChannelFailure, OutgoingMedia } from '../../channel.ts';
import { VERSION } from '../meta/api.ts';
import { isMissing } from '../meta/graph.ts';
import { noPublicAddress } from '../meta/public-address.ts';
import { readAs } from '../read-as.ts';
import { type Note, readNote, writeNote } from './note.ts';
import { type InstagramContext, usedUp } from './wire.ts';

/** SPEC: what was not published within a day dies. */
const PARTS_LAST_MS = hours(23);
/** A film is looked after again in so long. */
const LOOK_AGAIN_MS = seconds(15);

export interface Sending {
	readonly key: string;
	readonly media: readonly OutgoingMedia[];
	readonly caption: string;
}

export interface Ready {
	readonly note: Note & { readonly creation: string };
	readonly published: boolean;
}

const Status = z.object({ status_code: z.string(), status: z.string().optional() });
type Status = z.output<typeof Status>;

/** What became of a container: `EXPIRED` also where the network has forgotten it. SPEC: IG Container, status_code. */
export const statusOf = async (
	{ api }: InstagramContext,
	container: string,
): Promise<Result<Status, ChannelFailure>> => {
	const query = [['fields', 'status_code,status']] as const;
	const path = `${VERSION}/${encodeURIComponent(container)}`;
	const asked = await api({ method: 'GET', path, query, purpose: 'read', field: 'media' });
	if (!asked.ok) return isMissing(asked.error) ? ok({ status_code: 'EXPIRED' }) : asked;
	return readAs(Status, asked.value.body);
};

/** Makes the container of a delivery, or goes on with the one that an earlier attempt made. Nobody sees it before it is published. */
export const readyContainer = async (
	context: InstagramContext,
	sending: Sending,
): Promise<Result<Ready, ChannelFailure>> => {
	const known = await readNote(context, sending.key);
	if (known?.creation !== undefined) {
		const judged = await judge(context, sending.key, { ...known, creation: known.creation });
		if (!judged.ok) return judged;
		if (judged.value !== 'gone') return ok(judged.value);
	}
	const free = await quotaLeft(context);
	if (!free.ok) return free;
	const made = await make(context, sending, partsOf(context, known));
	if (!made.ok) return made;
	const judged = await judge(context, sending.key, made.value);
	if (!judged.ok) return judged;
	return judged.value === 'gone'
		? fail({ type: 'channel.unreachable', reason: 'the container is gone already' })
		: ok(judged.value);
};

/** Those that lie there already, unless they died meanwhile or belong to a container that did. */
const partsOf = ({ clock }: InstagramContext, known: Note | null): Pick<Note, 'parts' | 'since'> => {
	const { creation, parts = [], since = 0 } = known ?? {};
	return creation === undefined && clock.now() - since < PARTS_LAST_MS ? { parts, since } : { parts: [] };
};

const judge = async (
	context: InstagramContext,
	key: string,
	note: Ready['note'],
): Promise<Result<Ready | 'gone', ChannelFailure>> => {
	const asked = await statusOf(context, note.creation);
	if (!asked.ok) return asked;
	const { status_code: code, status = code } = asked.value;
	if (code === 'PUBLISHED' || code === 'FINISHED') return ok({ note, published: code === 'PUBLISHED' });
	if (code === 'EXPIRED') return ok('gone');
	if (code === 'ERROR') {
		await writeNote(context, key, { parts: [] });
		return fail({ type: 'channel.rejected', field: 'media', reason: status });
	}
	const until = plus(context.clock.now(), LOOK_AGAIN_MS);
	return fail({ type: 'channel.preparing', until, reason: 'the network is still preparing the media' });
};

const Limits = z.object({
	data: z.array(z.object({ quota_usage: z.number(), config: z.object({ quota_total: z.number() }).optional() })),
});

/** SPEC: content_publishing_limit: how many posts of the last 24 hours are used, and how many there are. */
const quotaLeft = async ({ api, account, clock }: InstagramContext): Promise<Result<void, ChannelFailure>> => {
	const query = [['fields', 'quota_usage,config']] as const;
	const path = `${VERSION}/${account}/content_publishing_limit`;
	const asked = await api({ method: 'GET', path, query, purpose: 'read' });
	if (!asked.ok) return asked;
	const read = readAs(Limits, asked.value.body);
	if (!read.ok) return read;
	const [limit] = read.value.data;
	const most = limit?.config?.quota_total;
	return limit && most !== undefined && limit.quota_usage >= most ? fail(usedUp(clock.now())) : ok(undefined);
};

const make = async (
	context: InstagramContext,
	sending: Sending,
	there: Pick<Note, 'parts' | 'since'>,
): Promise<Result<Ready['note'], ChannelFailure>> => {
	const { key, media, caption } = sending;
	const { mediaAddress, presence, clock } = context;
	if (mediaAddress === null) return noPublicAddress;
	const addressOf = (one: Pick<OutgoingMedia, 'bytes' | 'mime'>) =>
		mediaAddress({ presence, delivery: key, media: one });
	const parts = [...there.parts];
	const { since = clock.now() } = there;
	if (media.length > 1)
		for (const one of media.slice(parts.length)) {
			const part = await create(context, { ...pictureOf(one, addressOf), is_carousel_item: true });
			if (!part.ok) return part;
			parts.push(part.value);
			await writeNote(context, key, { parts, since });
		}
	const [only] = media;
	if (only === undefined) return fail({ type: 'channel.rejected', field: 'media', reason: 'there is no picture' });
	const whole =
		media.length > 1
			? { media_type: 'CAROUSEL', children: parts }
			: only.film
				? filmOf(only, only.film.poster, addressOf)
				: pictureOf(only, addressOf);
	const created = await create(context, { ...whole, caption });
	if (!created.ok) return created;
	const note = { parts, creation: created.value };
	await writeNote(context, key, note);
	return ok(note);
};

type AddressOf = (media: OutgoingMedia | Pick<OutgoingMedia, 'bytes' | 'mime'>) => string;

const pictureOf = (media: OutgoingMedia, addressOf: AddressOf) => ({
	image_url: addressOf(media),
	...(media.alt === '' ? {} : { alt_text: media.alt }),
});

/** SPEC: every film is a reel; it has no description. Its cover has to be a JPEG. */
const filmOf = (media: OutgoingMedia, poster: Pick<OutgoingMedia, 'bytes' | 'mime'>, addressOf: AddressOf) => ({
	...{ media_type: 'REELS', video_url: addressOf(media), share_to_feed: true },
	...(poster.mime === 'image/jpeg' ? { cover_url: addressOf(poster) } : {}),
});

const Created = z.object({ id: z.string().min(1) });

const create = async (
	{ api, account }: InstagramContext,
	json: Readonly<Record<string, unknown>>,
): Promise<Result<string, ChannelFailure>> => {
	const path = `${VERSION}/${account}/media`;
	const sent = await api({ method: 'POST', path, json, purpose: 'read', field: 'media' });
	if (!sent.ok) return sent;
	const read = readAs(Created, sent.value.body);
	return read.ok ? ok(read.value.id) : read;
};
