import { createHash } from 'node:crypto';

import type { Ids } from '#kernel/ids.ts';
import { canonicalJson, type Json } from '#kernel/json.ts';
import type { Clock } from '#kernel/time.ts';

import type { Memory } from '../memory.ts';
import { type Account, type BlueskyState, POSTS, type Post, type PostRecord } from './state.ts';

/** What every part of the practice server works on. */
export interface World {
	readonly memory: Memory<BlueskyState>;
	readonly clock: Pick<Clock, 'now'>;
	readonly ids: Ids;
	readonly addresses: { readonly origin: string };
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

const base32 = (bytes: Uint8Array): string => {
	let bits = 0;
	let value = 0;
	let text = '';
	for (const byte of bytes) {
		value = (value << 8) | byte;
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			text += BASE32[(value >> bits) & 31];
			value &= (1 << bits) - 1;
		}
	}
	return bits > 0 ? text + BASE32[(value << (5 - bits)) & 31] : text;
};

/** SPEC: CID version 1, SHA-256, in base32; 0x71 for records, 0x55 for raw bytes. */
const cid = (codec: number, bytes: Uint8Array): string =>
	`b${base32(Buffer.concat([Buffer.from([1, codec, 0x12, 0x20]), createHash('sha256').update(bytes).digest()]))}`;

export const recordCid = (record: object): string =>
	// NOTE: a record read from JSON is JSON; the network would hash its CBOR form, here only sameness counts.
	cid(0x71, Buffer.from(canonicalJson(record as Json)));
export const blobCid = (bytes: Uint8Array): string => cid(0x55, bytes);

export const newDid = (ids: Ids): string =>
	`did:plc:${base32(createHash('sha256').update(ids.secret()).digest()).slice(0, 24)}`;

/** SPEC: record keys of posts are TIDs: 13 characters that sort by time. */
export const nextTid = ({ memory, clock }: Pick<World, 'memory' | 'clock'>): string => {
	memory.state.sequence = (memory.state.sequence + 1) % 1024;
	let bits = ((BigInt(clock.now()) * 1000n) << 10n) | BigInt(memory.state.sequence);
	let text = '';
	for (let i = 0; i < 13; i += 1) {
		text = '234567abcdefghijklmnopqrstuvwxyz'.charAt(Number(bits & 31n)) + text;
		bits >>= 5n;
	}
	return text;
};

export const findPost = ({ memory }: World, uri: string): Post | undefined =>
	memory.state.posts.find((post) => post.uri === uri && !post.deleted);

export const accountNamed = ({ memory }: World, name: string): Account | undefined =>
	memory.state.accounts.find(({ did, handle }) => did === name || handle === name.toLowerCase());

/** Writes a post under its key: the same key again replaces what stands there, the same content changes nothing. */
export const putPost = (
	world: World,
	did: string,
	{ rkey, record, late = false }: { rkey: string; record: PostRecord; late?: boolean },
): Post => {
	const { state } = world.memory;
	const uri = `at://${did}/${POSTS}/${rkey}`;
	const known = state.posts.find((post) => post.uri === uri);
	const made = recordCid(record);
	if (known && !known.deleted) {
		if (known.cid !== made) Object.assign(known, { cid: made, record });
		return known;
	}
	state.posts = state.posts.filter((post) => post !== known);
	const post: Post = { uri, rkey, did, cid: made, record, at: world.clock.now(), deleted: false, likes: 0 };
	state.posts.push(post);
	if (!late) tell(world, post);
	return post;
};

/** SPEC: who is answered hears `reply`, who is mentioned hears `mention`. */
export const tell = ({ memory, clock }: World, { did, uri, record }: Post): void => {
	const { state } = memory;
	const told = new Map<string, 'reply' | 'mention'>();
	for (const mentioned of mentionedBy(record)) told.set(mentioned, 'mention');
	for (const ref of record.reply ? [record.reply.root, record.reply.parent] : []) {
		const owner = state.posts.find((post) => post.uri === ref.uri)?.did;
		if (owner !== undefined) told.set(owner, 'reply');
	}
	told.delete(did);
	for (const [uri, { value }] of Object.entries(state.records))
		if (uri.includes('/app.bsky.graph.block/') && value['subject'] === did) told.delete(uri.split('/')[2] ?? '');
	for (const [one, reason] of told) state.notifications.push({ did: one, uri, reason, at: clock.now() });
};

const mentionedBy = ({ facets = [] }: PostRecord): readonly string[] =>
	facets.flatMap((facet) => {
		const { features = [] } = facet as { features?: { $type?: string; did?: string }[] };
		return features.flatMap(({ $type, did }) => ($type === 'app.bsky.richtext.facet#mention' && did ? [did] : []));
	});
