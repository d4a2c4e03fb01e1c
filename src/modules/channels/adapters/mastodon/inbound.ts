import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';
import { instant } from '#kernel/time.ts';

import type { ChannelFailure, InboundChange, InboundMessage, InboundPage, OddRow, Visibility } from '../../channel.ts';
import { readAs } from '../read-as.ts';
import { nameOf, rowsOf } from '../rows.ts';
import { type Api, isGone, type Status, StatusShape } from './wire.ts';

/**
 * Where we stand: the last notifications (kept twice over, so that late or reordered ones are not missed) and the
 * messages we still look after, with the moment of their last edit. SPEC: a server that does not know yet what a message
 * of others answers says that it answers nothing, and says so later.
 */
const Cursor = z.object({
	recent: z.array(z.string()),
	/** `alone` behind them: it answered nothing, as far as the server knew. */
	watched: z.array(z.tuple([z.string(), z.string()], z.literal('alone'))),
});
type Cursor = z.infer<typeof Cursor>;

/** SPEC: GET /api/v1/notifications lists at most 80. */
const PAGE = 80;
const RECENT = 20;
const WATCHED = 100;
/** SPEC: GET /api/v1/statuses takes at most 20 ids in one call. */
const LOOKED_AFTER = 20;

const NotificationShape = z.object({
	id: z.string(),
	type: z.string(),
	status: StatusShape.nullish(),
});
type Notification = z.infer<typeof NotificationShape>;

/** Mentions and quotes (answers to us are mentions), oldest first, each once; then what changed in messages seen before. */
export const fetchInbound = async (api: Api, cursor: string | null): Promise<Result<InboundPage, ChannelFailure>> => {
	const at = readCursor(cursor);
	// The very first look takes what is newest; from then on nothing is passed over, not even when there was nothing yet.
	const read = await notifications(api, cursor === null ? undefined : (at.recent[0] ?? '0'));
	if (!read.ok) return read;
	const { items, odd, ids } = read.value;
	const fresh = items.filter(({ id }) => !at.recent.includes(id)).sort((a, b) => byId(a.id, b.id));
	const seen = new Map(at.watched.map(([id, ...known]) => [id, known]));
	const arrived: InboundChange[] = [];
	for (const { status } of distinct(fresh)) {
		if (!status || seen.has(status.id)) continue;
		seen.set(status.id, knownOf(status));
		arrived.push({ kind: 'message', message: toMessage(status) });
	}
	const looked = await lookAfter(api, at.watched.slice(0, LOOKED_AFTER), odd);
	if (!looked.ok) return looked;
	const turned = turn(seen, at.watched.slice(0, LOOKED_AFTER), looked.value);
	const recent = [...new Set([...at.recent, ...ids])].sort(byId).slice(-RECENT);
	return ok({
		changes: [...arrived, ...looked.value.changes],
		cursor: JSON.stringify({ recent, watched: turned.slice(-WATCHED) } satisfies Cursor),
		more: ids.length >= PAGE && ids.some((id) => !at.recent.includes(id)),
		odd,
	});
};

const readCursor = (cursor: string | null): Cursor => {
	if (cursor === null) return { recent: [], watched: [] };
	return Cursor.parse(JSON.parse(cursor));
};

interface News {
	readonly items: readonly Notification[];
	/** Of all that were listed: those that could not be read are not asked for again either. */
	readonly ids: readonly string[];
	/** Named by the message where there is one. */
	readonly odd: OddRow[];
}

const Told = z.looseObject({ status: z.unknown() });
const messageIn = (row: unknown): string | null => nameOf(Told.safeParse(row).data?.status) ?? nameOf(row);

const notifications = async (api: Api, after: string | undefined): Promise<Result<News, ChannelFailure>> => {
	const asked = await api({
		method: 'GET',
		path: '/api/v1/notifications',
		query: [
			['types[]', 'mention'],
			['types[]', 'quote'],
			['limit', String(PAGE)],
			...(after === undefined ? [] : ([['min_id', after]] as const)),
		],
		purpose: 'read',
	});
	if (!asked.ok) return asked;
	const odd: OddRow[] = [];
	const read = readAs(rowsOf(NotificationShape, odd, messageIn), asked.value.body);
	if (!read.ok) return read;
	const ids = z
		.array(z.unknown())
		.parse(asked.value.body)
		.flatMap((row) => nameOf(row) ?? []);
	return ok({ items: read.value, ids, odd });
};

/** Ids are numbers of growing length: the shorter one is the older one. */
const byId = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

const distinct = (list: readonly Notification[]): readonly Notification[] => [
	...new Map(list.map((one) => [one.id, one])).values(),
];

/** What is remembered of a message. */
type Known = [edited: string, ...alone: 'alone'[]];
const knownOf = (status: Status): Known => [
	status.edited_at ?? '',
	...(status.in_reply_to_id ? [] : ['alone' as const]),
];

interface Looked {
	readonly changes: readonly InboundChange[];
	readonly edits: ReadonlyMap<string, Known>;
	readonly gone: ReadonlySet<string>;
}

/** Asks for the messages we look after, in one call; what is missing there is asked for alone before we call it deleted. */
const lookAfter = async (
	api: Api,
	watched: Cursor['watched'],
	odd: OddRow[],
): Promise<Result<Looked, ChannelFailure>> => {
	const nothing: Looked = { changes: [], edits: new Map(), gone: new Set() };
	if (watched.length === 0) return ok(nothing);
	const query = watched.map(([id]) => ['id[]', id] as const);
	const asked = await api({ method: 'GET', path: '/api/v1/statuses', query, purpose: 'read' });
	// SPEC: the call exists from 4.3 on; on older servers edits and deletions of others stay unseen.
	if (!asked.ok) return asked.error.type === 'channel.rejected' ? ok(nothing) : asked;
	const read = readAs(rowsOf(StatusShape, odd), asked.value.body);
	if (!read.ok) return read;
	const there = new Map(read.value.map((status) => [status.id, status]));
	const edited = watched.flatMap(([id, edit, alone]) => {
		const status = there.get(id);
		const isPlaced = alone !== undefined && Boolean(status?.in_reply_to_id);
		return status && (isPlaced || (status.edited_at ?? '') !== edit) ? [status] : [];
	});
	const gone = new Set<string>();
	for (const [id] of watched) if (!there.has(id) && (await isDeleted(api, id))) gone.add(id);
	return ok({
		changes: [
			...edited.map((status) => ({ kind: 'message', message: toMessage(status) }) as const),
			...[...gone].map((remoteId) => ({ kind: 'deleted', remoteId }) as const),
		],
		edits: new Map(edited.map((status) => [status.id, knownOf(status)])),
		gone,
	});
};

const isDeleted = async (api: Api, id: string): Promise<boolean> => {
	const asked = await api({ method: 'GET', path: `/api/v1/statuses/${encodeURIComponent(id)}`, purpose: 'read' });
	return !asked.ok && isGone(asked.error);
};

/** The looked-after go to the end of the line, so that in time each has its turn. */
const turn = (
	seen: ReadonlyMap<string, Known>,
	front: Cursor['watched'],
	{ edits, gone }: Looked,
): Cursor['watched'] => {
	const looked = new Set(front.map(([id]) => id));
	const rest = [...seen].filter(([id]) => !looked.has(id));
	const back = front.filter(([id]) => !gone.has(id)).map(([id, ...known]) => [id, known] as const);
	return [...rest, ...back].map(([id, known]) => [id, ...(edits.get(id) ?? known)]);
};

const visibilities: Readonly<Record<Status['visibility'], Visibility>> = {
	public: 'public',
	unlisted: 'unlisted',
	private: 'followers',
	direct: 'private',
};

const toMessage = (status: Status): InboundMessage => ({
	remote: { id: status.id, url: status.url ?? status.uri, extra: { handle: status.account.acct } },
	...(status.in_reply_to_id ? { inReplyTo: status.in_reply_to_id } : {}),
	author: {
		remoteId: status.account.id,
		handle: status.account.acct,
		displayName: status.account.display_name || status.account.acct,
		...(status.account.avatar_static ? { avatarUrl: status.account.avatar_static } : {}),
	},
	html: status.content,
	...(status.language ? { language: status.language } : {}),
	visibility: visibilities[status.visibility],
	media: status.media_attachments.flatMap(({ url, preview_url, description, type }) => {
		const address = preview_url ?? url;
		return address ? [{ url: address, alt: description ?? '', mime: type === 'image' ? 'image/*' : type }] : [];
	}),
	sentAt: instant(status.created_at),
	...(status.edited_at ? { editedAt: instant(status.edited_at) } : {}),
});
