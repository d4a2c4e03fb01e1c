import { timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { networkNames } from '#kernel/channel-name.ts';

import { fail, type Result } from '#kernel/result.ts';
import type { Outbound, OutboundAnswer, OutboundFailure } from '#platform/outbound/outbound.ts';

import type { PracticeKind, PracticeNetwork } from './practice.ts';

const Told = z.object({ networks: z.record(z.enum(networkNames), z.string()), door: z.string(), secret: z.string() });
/** Where the practice networks are found, told by the process that runs them to the others of this machine. */
export type Told = z.infer<typeof Told>;

const Account = z.object({
	network: z.enum(networkNames),
	account: z.object({ name: z.string(), handle: z.string(), website: z.string().exactOptional() }),
});
const Opened = z.object({ handle: z.string(), secret: z.string() });

const SECRET = 'x-practice-secret';
const PASSED_ON = ['accept-language', 'content-type'] as const;
const PICTURE_BYTES = 20_000_000;

export const tell = (file: string, told: Told): void => {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(`${file}.half`, JSON.stringify(told), { mode: 0o600 });
	renameSync(`${file}.half`, file);
};

/** What was told; null while nobody has. A process that has gone leaves addresses at which nobody answers. */
export const hear = (file: string): Told | null => {
	try {
		return Told.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch {
		return null;
	}
};

interface Behind {
	readonly pages: Hono;
	readonly networks: Readonly<Record<PracticeKind, PracticeNetwork>>;
	readonly secret: string;
}

/** Opens a door on loopback through which the other processes show the pages and open accounts. Only who knows the secret enters. */
export const openDoor = async ({ pages, networks, secret }: Behind) => {
	const app = new Hono();
	const wanted = Buffer.from(secret);
	app.use(async (c, next) => {
		const given = Buffer.from(c.req.header(SECRET) ?? '');
		return given.length === wanted.length && timingSafeEqual(given, wanted) ? next() : c.notFound();
	});
	app.post('/account', async (c) => {
		const asked = Account.parse(await c.req.json());
		return c.json(await networks[asked.network].openAccount(asked.account));
	});
	app.route('/', pages);
	const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () =>
			new Promise<void>((closed) => {
				server.close(() => closed());
				server.closeAllConnections();
			}),
	};
};

type Asking = Result<OutboundAnswer, OutboundFailure>;

/** The other side of the door: what a process that does not run the networks asks of the one that does. */
export const throughDoor = (outbound: Outbound, told: () => Told | null) => ({
	async openAccount(network: PracticeKind, account: z.infer<typeof Account>['account']) {
		const at = told();
		const asked: Asking = at
			? await outbound({
					method: 'POST',
					url: new URL('/account', at.door),
					headers: { [SECRET]: at.secret },
					json: { network, account },
				})
			: fail({ type: 'outbound.unreachable', reason: 'nobody runs the practice networks' });
		// Without an account the attempt to connect with it says that the server does not answer.
		return asked.ok && asked.value.status === 200
			? Opened.parse(asked.value.body)
			: { handle: account.handle, secret: 'none' };
	},

	/** Passes a request on and brings back the page, or says that nobody is there. */
	async page(request: Request): Promise<Response> {
		const at = told();
		const { pathname, search } = new URL(request.url);
		const headers = Object.fromEntries(
			PASSED_ON.flatMap((name) => {
				const value = request.headers.get(name);
				return value === null ? [] : [[name, value] as const];
			}),
		);
		if (at === null) return nobody();
		const answer = await outbound({
			method: request.method === 'POST' ? 'POST' : 'GET',
			url: new URL(pathname + search, at.door),
			headers: { ...headers, [SECRET]: at.secret },
			maxAnswerBytes: PICTURE_BYTES,
			...(request.method === 'POST' ? { bytes: new Uint8Array(await request.arrayBuffer()) } : {}),
		});
		if (!answer.ok) return nobody();
		const { status, bytes, headers: given } = answer.value;
		const kept = ['content-type', 'location'].flatMap((name) => {
			const value = given.get(name);
			return value === null ? [] : [[name, value] as [string, string]];
		});
		return new Response(status === 204 ? null : new Uint8Array(bytes), { status, headers: kept });
	},
});

const nobody = (): Response => new Response('503', { status: 503, headers: { 'retry-after': '5' } });
