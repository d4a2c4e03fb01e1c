import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { createBluesky } from '#modules/channels/adapters/bluesky/bluesky.ts';
import { openSession, refreshSession } from '#modules/channels/adapters/bluesky/connect.ts';
import type { OutgoingRendition } from '#modules/channels/channel.ts';
import { machineClock } from '#platform/clock.ts';
import { createLog } from '#platform/log.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';

export interface Server {
	readonly service: string;
	readonly office: { readonly handle: string; readonly did: string; readonly appPassword: string };
	readonly citizen: { readonly handle: string; readonly did: string; readonly appPassword: string };
	close(): Promise<void>;
}

export const startServer = async (): Promise<Server> => {
	const child = spawn(process.execPath, ['--require', './loopback.cjs', 'pds.mjs'], {
		cwd: process.env['AMTSFUNK_REAL_SERVER'],
		stdio: ['pipe', 'pipe', 'inherit'],
		env: { ...process.env, LOG_ENABLED: 'false' },
	});
	for await (const line of createInterface({ input: child.stdout })) {
		if (!line.startsWith('{"service"')) continue;
		const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
		const close = () => {
			child.stdin.end();
			return ended;
		};
		return { ...(JSON.parse(line) as Omit<Server, 'close'>), close };
	}
	throw new Error('the Bluesky server did not start');
};

export interface Post {
	readonly uri: string;
	readonly value: {
		readonly text: string;
		readonly langs?: readonly string[];
		readonly facets?: readonly {
			readonly index: { byteStart: number; byteEnd: number };
			readonly features: readonly { $type: string; uri?: string; tag?: string; did?: string }[];
		}[];
		readonly embed?: {
			readonly $type: string;
			readonly images?: readonly { alt: string; aspectRatio: object }[];
			readonly external?: { uri: string; title: string };
		};
		readonly reply?: { readonly root: { uri: string }; readonly parent: { uri: string } };
	};
}

export const rendition = (change: Partial<OutgoingRendition> = {}): OutgoingRendition => ({
	title: 'Mühlkanalbrücke gesperrt',
	text: 'Die Mühlkanalbrücke ist ab Montag gesperrt. Grüße an @buerger.test #Verkehr',
	language: 'de',
	link: 'https://musterstadt.example/beitrag/muehlkanalbruecke',
	media: [],
	visibility: 'public',
	createdAt: machineClock.now(),
	...change,
});

const outbound = createOutbound({ lab: true, allowLoopback: [], log: createLog('silent') });
export const needs = { outbound, clock: machineClock };

/** What a test does at the server: as an office or a citizen, through the adapter, and by looking at what is really there. */
export const atServer = (server: Server) => {
	const notes = { read: async () => null, write: async () => undefined };
	const connect = async (who: 'office' | 'citizen') => {
		const given = { service: server.service, web: 'https://bsky.app', ...server[who] };
		const opened = await openSession(needs, given);
		if (!opened.ok) throw new Error(`no session: ${JSON.stringify(opened.error)}`);
		let { tokens } = opened.value;
		const { account } = opened.value;
		const session = {
			accessToken: () => tokens.accessJwt,
			refresh: async () => {
				const fresh = await refreshSession(needs, { service: server.service, refreshJwt: tokens.refreshJwt });
				if (!fresh.ok) return fresh;
				tokens = fresh.value;
				return { ok: true, value: tokens.accessJwt } as const;
			},
		};
		const access = { ...given, did: account.remoteId, session, capabilities: account.capabilities };
		return { channel: createBluesky({ ...needs, notes })(access), session, account };
	};
	const posts = async (who: 'office' | 'citizen'): Promise<readonly Post[]> => {
		const query = `repo=${server[who].did}&collection=app.bsky.feed.post&limit=100`;
		const answer = await fetch(`${server.service}/xrpc/com.atproto.repo.listRecords?${query}`);
		return ((await answer.json()) as { records: Post[] }).records;
	};
	const published = async (key: string, change: Partial<OutgoingRendition> = {}) => {
		const { channel } = await connect('office');
		const sent = await channel.publish(rendition(change), key);
		if (!sent.ok) throw new Error(`not published: ${JSON.stringify(sent.error)}`);
		return sent.value;
	};
	const postAt = async (uri: string): Promise<Post> => {
		const found = (await posts('office')).find((post) => post.uri === uri);
		if (!found) throw new Error(`${uri} is not there`);
		return found;
	};
	/** Any record at its address; null where there is none. */
	const recordAt = async (uri: string): Promise<unknown> => {
		const [repo = '', collection = '', rkey = ''] = uri.replace('at://', '').split('/');
		const query = new URLSearchParams({ repo, collection, rkey });
		const answer = await fetch(`${server.service}/xrpc/com.atproto.repo.getRecord?${query}`);
		return answer.ok ? ((await answer.json()) as { value: unknown }).value : null;
	};
	return { connect, posts, published, postAt, recordAt };
};
