import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, instant, minutes, plus } from '#kernel/time.ts';

import type { ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { readAs } from '../read-as.ts';
import { mediaFingerprint } from './media.ts';
import { onWire, textOf } from './rendition.ts';
import { type Api, isGone, type MastodonAccess, type Status, StatusShape } from './wire.ts';

/** The network's clock and ours may differ by as much. */
const SLACK_MS = minutes(5);
const PAGE = 40;
const MOST_PAGES = 5;

/**
 * Looks through our own statuses since the rendition was made for the one an earlier attempt may have left.
 * The network keeps no key to look by, so text, place in the thread and visibility must agree, and no other delivery may own it.
 */
export const findOwn = async (
	{ api, access }: { readonly api: Api; readonly access: MastodonAccess },
	rendition: OutgoingRendition,
	taken: ReadonlySet<string> = new Set(),
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const since = plus(rendition.createdAt, -SLACK_MS);
	const wanted = bare(textOf(rendition, access));
	let before: string | null = null;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const read: Result<Status[], ChannelFailure> = await ownStatuses(api, access.accountId, before);
		if (!read.ok) return read;
		const young = read.value.filter(({ created_at }) => momentOf(created_at) >= since);
		const ours = young.filter((status) => !taken.has(status.id) && isIt(status, wanted, rendition)).at(-1);
		if (ours) {
			const extra = { media: await mediaFingerprint(rendition.media) };
			return ok({ id: ours.id, url: ours.url ?? ours.uri, extra });
		}
		const last = young.at(-1);
		if (young.length < PAGE || last === undefined) return ok(null);
		before = last.id;
	}
	return fail({ type: 'channel.unclear', reason: 'too many statuses since then to be certain' });
};

/** The last part of a status's address is its id; only our own counts. */
export const locateOwn = async (
	{ api, access }: { readonly api: Api; readonly access: MastodonAccess },
	url: string,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const id = STATUS_ID.exec(url)?.[1];
	if (id === undefined) return ok(null);
	const asked = await api({ method: 'GET', path: `/api/v1/statuses/${id}`, purpose: 'read' });
	if (!asked.ok) return isGone(asked.error) ? ok(null) : asked;
	const read = readAs(StatusShape, asked.value.body);
	if (!read.ok) return read;
	return ok(read.value.account.id === access.accountId ? { id, url: read.value.url ?? url } : null);
};

const STATUS_ID = /\/(\d+)\/?(?:[?#].*)?$/;

const ownStatuses = async (
	api: Api,
	accountId: string,
	before: string | null,
): Promise<Result<Status[], ChannelFailure>> => {
	const asked = await api({
		method: 'GET',
		path: `/api/v1/accounts/${encodeURIComponent(accountId)}/statuses`,
		query: [
			['limit', String(PAGE)],
			['exclude_reblogs', 'true'],
			...(before === null ? [] : ([['max_id', before]] as const)),
		],
		purpose: 'read',
	});
	return asked.ok ? readAs(z.array(StatusShape), asked.value.body) : asked;
};

const isIt = (status: Status, wanted: string, { replyTo, visibility, media }: OutgoingRendition): boolean =>
	(status.in_reply_to_id ?? undefined) === replyTo?.id &&
	status.visibility === onWire[visibility] &&
	status.media_attachments.length === media.length &&
	bare(plainText(status.content)) === wanted;

const momentOf = (text: string): Instant => {
	try {
		return instant(text);
	} catch {
		// A moment we cannot read is not a reason to overlook the status: take it for young.
		return Number.MAX_SAFE_INTEGER as Instant;
	}
};

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	'#39': "'",
	apos: "'",
	nbsp: ' ',
};

/** The words of a status without its markup. Only for comparing, never for showing. */
const plainText = (html: string): string =>
	html.replace(/<[^>]*>/g, '').replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

/** Text without white space and without the server part of mentions, which the network leaves out. */
const bare = (text: string): string => text.replace(/@([a-z0-9_.-]+)@[a-z0-9.-]+[a-z0-9]/gi, '@$1').replace(/\s+/g, '');
