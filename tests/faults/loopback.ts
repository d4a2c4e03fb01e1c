import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { fail, ok, type Result } from '#kernel/result.ts';
import type { Clock, Instant } from '#kernel/time.ts';
import { plus } from '#kernel/time.ts';
import type { Channel, ChannelFailure, OutgoingRendition, RemoteRef } from '#modules/channels/index.ts';

type Mood =
	| 'well'
	| 'throttling'
	| 'failing'
	| 'answers-get-lost'
	| 'loses-one-answer'
	| 'refusing'
	| 'revoked'
	| 'holding';

interface Traits {
	/** How long it recognises a repeated key; 0 = never, null = for ever. */
	readonly memoryMs?: number | null;
	readonly canFind?: boolean;
}

type Said = Promise<Result<string | null, ChannelFailure>>;
type Ask = (method: string, path: string, body?: object) => Said;

const refusals: Readonly<Record<string, number>> = { throttling: 429, failing: 503, refusing: 422, revoked: 403 };

const losing: ReadonlySet<Mood> = new Set(['answers-get-lost', 'loses-one-answer']);

interface Body {
	readonly key?: string;
	readonly text?: string;
	readonly answers?: string;
}

const readBody = async (request: IncomingMessage): Promise<Body> => {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString() || '{}') as Body;
};

/** What stands on the network, and the keys of everything it ever took for new. */
const createShelf = (clock: Clock, memoryMs: number | null) => {
	const copies: { readonly id: string; readonly key: string; readonly answers: string | null; text: string }[] = [];
	const accepted: string[] = [];
	const seen = new Map<string, { readonly at: number; readonly id: string }>();

	const publish = ({ key = '', text = '', answers }: Body): string => {
		const known = seen.get(key);
		if (known && (memoryMs === null || clock.now() - known.at < memoryMs)) return known.id;
		const id = `c${accepted.length + 1}`;
		accepted.push(key);
		seen.set(key, { at: clock.now(), id });
		copies.push({ id, key, answers: answers ?? null, text });
		return id;
	};
	const remove = (id: string): string => {
		const at = copies.findIndex((copy) => copy.id === id);
		if (at >= 0) copies.splice(at, 1);
		return id;
	};
	const change = (id: string, text: string): string => {
		for (const copy of copies) if (copy.id === id) copy.text = text;
		return id;
	};
	return {
		copies,
		accepted,
		act(method: string, name: string, body: Body): string | null {
			if (method === 'POST') return publish(body);
			if (method === 'PUT') return change(name, body.text ?? '');
			return method === 'DELETE' ? remove(name) : (copies.find(({ key }) => key === name)?.id ?? null);
		},
	};
};

/** A network that exists only here: real HTTP on loopback, on the test's clock, and it counts what it accepted. */
export const startLoopback = async (clock: Clock, { memoryMs = 0, canFind = false }: Traits = {}) => {
	const shelf = createShelf(clock, memoryMs);
	let mood: Mood = 'well';
	let until = 0;
	let requests = 0;
	let busiest = 0;
	let busy = 0;
	let freed = Promise.withResolvers<void>();

	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const body = await readBody(request);
		const refusal = refusals[mood];
		// A network that does not want a post still says whether it has it.
		const isAnswered = mood === 'refusing' && request.method === 'GET';
		if (refusal !== undefined && !isAnswered) return void response.writeHead(refusal).end(JSON.stringify({ until }));
		if (mood === 'holding') await freed.promise;
		const { method = '', url = '' } = request;
		const id = shelf.act(method, url.slice(1), body);
		const isLost = method !== 'GET' && losing.has(mood);
		if (mood === 'loses-one-answer') mood = 'well';
		if (isLost) request.socket.destroy();
		else response.end(JSON.stringify({ id }));
	};
	const server = createServer((request, response) => {
		requests += 1;
		busy += 1;
		busiest = Math.max(busiest, busy);
		void answer(request, response).finally(() => {
			busy -= 1;
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	return {
		origin,
		channel: channelTo(asking(origin), { memoryMs, canFind, origin, isRevoked: () => mood === 'revoked' }),
		feel(next: Mood, waitMs = 0): void {
			if (mood === 'holding') freed.resolve();
			if (next === 'holding') freed = Promise.withResolvers<void>();
			mood = next;
			until = plus(clock.now(), waitMs);
		},
		/** What stands there now, with what each answers. */
		copies: () => shelf.copies.map(({ id, text, answers }) => ({ id, text, answers })),
		/** What stands there now. */
		texts: (): readonly string[] => shelf.copies.map(({ text }) => text),
		/** The keys of everything it ever took for new, in order. */
		accepted: (): readonly string[] => [...shelf.accepted],
		requests: (): number => requests,
		busiest: (): number => busiest,
		/** Resolves when a request is being held. */
		async held(): Promise<void> {
			while (busy === 0) await pause(2);
		},
		/** Resolves when it took so many for new. */
		async took(count: number): Promise<void> {
			while (shelf.accepted.length < count) await pause(2);
		},
		close: () =>
			new Promise<void>((closed) => {
				server.closeAllConnections();
				server.close(() => closed());
			}),
	};
};

export type Loopback = Awaited<ReturnType<typeof startLoopback>>;

const asking =
	(origin: string): Ask =>
	async (method, path, body) => {
		try {
			const answer = await fetch(`${origin}/${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
			const said = (await answer.json()) as { id: string | null; until: number };
			return answer.ok ? ok(said.id) : fail(toFailure(answer.status, said.until as Instant));
		} catch {
			return fail({ type: 'channel.unclear', reason: 'the line was cut' });
		}
	};

interface Manner extends Required<Traits> {
	readonly origin: string;
	readonly isRevoked: () => boolean;
}

const channelTo = (ask: Ask, { memoryMs, canFind, origin, isRevoked }: Manner): Channel => {
	const toRemote = (id: string): RemoteRef => ({ id, url: `${origin}/${id}` });
	const asRemote = async (answer: Said) => {
		const said = await answer;
		return said.ok ? ok(toRemote(said.value ?? '')) : said;
	};
	const find = async (key: string) => {
		const found = await ask('GET', key);
		if (!found.ok) return found;
		return ok(found.value === null ? null : toRemote(found.value));
	};
	return {
		kind: 'mastodon',
		capabilities: {
			text: { most: 500, counting: 'graphemes', linkIsCard: false },
			media: { most: 4, mostBytes: 1_000_000, altMost: 1000, mimes: ['image/jpeg'] },
			edit: true,
			withdraw: true,
			visibilities: ['public'],
			remembersKeysForMs: memoryMs,
		},
		publish: ({ text, replyTo }: OutgoingRendition, key) =>
			asRemote(ask('POST', '', { key, text, ...(replyTo ? { answers: replyTo.id } : {}) })),
		locate: async (url) => ok(url.startsWith(`${origin}/`) ? toRemote(url.slice(origin.length + 1)) : null),
		...(canFind ? { find } : {}),
		edit: (remote, rendition) => asRemote(ask('PUT', remote.id, { text: rendition.text })),
		async withdraw(remote) {
			const gone = await ask('DELETE', remote.id);
			return gone.ok ? ok(undefined) : gone;
		},
		health: async () => (isRevoked() ? fail({ type: 'channel.unauthorised', reason: 'revoked' }) : ok(undefined)),
	};
};

const toFailure = (status: number, until: Instant): ChannelFailure => {
	switch (status) {
		case 429:
			return { type: 'channel.throttled', until, reason: 'too many' };
		case 422:
			return { type: 'channel.rejected', field: 'text', reason: 'not liked' };
		case 403:
			return { type: 'channel.unauthorised', reason: 'revoked' };
		default:
			return { type: 'channel.unreachable', reason: `status ${status}` };
	}
};
