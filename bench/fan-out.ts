import { spawn } from 'node:child_process';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { type Kysely, sql } from 'kysely';

import { system } from '#kernel/permission.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { createLog } from '#platform/log.ts';

import { type OpenOffice, openOffice } from '../src/office.ts';
import { type Benchmark, median } from './figure.ts';

/** A server that takes everything, in a process of its own, under every address of this machine. */
const SINK =
	"const s=require('node:http').createServer((q,r)=>{q.resume();q.on('end',()=>r.writeHead(202).end())});s.keepAliveTimeout=30000;s.listen(0,'0.0.0.0',()=>console.log(s.address().port))";
const HOSTS = 200;
const TOGETHER = 64;
const TARGET = 0.6;
const signAside = promisify(sign) as (algorithm: string, data: Buffer, key: object) => Promise<Buffer>;

const startSink = async () => {
	const child = spawn(process.execPath, ['-e', SINK], { stdio: ['ignore', 'pipe', 'inherit'] });
	const port = await new Promise<number>((resolve) => child.stdout.once('data', (text) => resolve(Number(text))));
	const inbox = (n: number): string => `http://127.0.1.${(n % HOSTS) + 1}:${port}/inbox/${n}`;
	return { inbox, close: () => child.kill() };
};
type Sink = Awaited<ReturnType<typeof startSink>>;

/** Signs and sends the same body to every inbox, and does nothing else. */
const bare = async (sink: Sink, size: number): Promise<number> => {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const agent = new Agent({ keepAlive: true, maxSockets: 8 });
	const body = Buffer.from(JSON.stringify({ type: 'Create', content: 'Die Brücke ist gesperrt. '.repeat(20) }));
	const digest = createHash('sha256').update(body).digest('base64');
	const post = async (url: URL): Promise<void> => {
		const base = `(request-target): post ${url.pathname}\nhost: ${url.host}\ndigest: SHA-256=${digest}`;
		const signature = (await signAside('sha256', Buffer.from(base), privateKey)).toString('base64');
		await new Promise<void>((resolve, reject) => {
			const headers = { digest: `SHA-256=${digest}`, signature, 'content-length': body.length };
			const asked = request(url, { method: 'POST', agent, headers }, (answer) => answer.resume().once('end', resolve));
			asked.once('error', reject).end(body);
		});
	};
	let next = 0;
	const begun = performance.now();
	const worker = async (): Promise<void> => {
		while (next < size) {
			next += 1;
			await post(new URL(sink.inbox(next)));
		}
	};
	await Promise.all(Array.from({ length: TOGETHER }, worker));
	agent.destroy();
	return size / ((performance.now() - begun) / 1000);
};

const prepare = async (office: OpenOffice): Promise<string> => {
	const made = await office.people.setUpFromAnswers({
		authority: await office.people.authority(),
		admin: { name: 'Bench', mail: 'bench@musterstadt.example', password: randomBytes(16).toString('hex') },
		units: [{ name: 'Musterstadt', short: 'MU' }],
	});
	if (!made.ok) throw new Error(made.error.type);
	const unitId = (await office.people.units())[0]?.id ?? '';
	const wanted = { unitId, name: 'Fediverse', handle: 'stadt' };
	const opened = await office.federation.switchOn(system('bench'), wanted);
	if (!opened.ok) throw new Error(opened.error.type);
	return opened.value.id;
};

const follow = async (db: Kysely<unknown>, sink: Sink, size: number): Promise<void> => {
	const inboxes = Array.from({ length: size }, (_, n) => sink.inbox(n));
	await sql`insert into federation_follower (identifier, follower, inbox, shared_inbox, host, since_at)
		select 'stadt', inbox, inbox, null, split_part(split_part(inbox, '//', 2), '/', 1), now()
		from unnest(${inboxes}::text[]) inbox`.execute(db);
};

interface Round {
	readonly presenceId: string;
	readonly round: number;
	readonly size: number;
}

/** Copies a second, from saying something to the last server's answer, written down. */
const ours = async (office: OpenOffice, { presenceId, round, size }: Round): Promise<number> => {
	const capabilities = (await office.channels.presence(presenceId))?.capabilities ?? null;
	const channel = office.federation.channel({ id: presenceId, capabilities });
	const about = { postId: `p${round}`, unitId: 'u', kind: 'news', topic: null, slug: `bench-${round}` } as const;
	const text = 'Die Brücke ist gesperrt. '.repeat(15);
	const shape = { title: '', text, language: 'de', media: [], visibility: 'public', about } as const;
	const begun = performance.now();
	await channel?.publish({ ...shape, createdAt: office.corridor.clock.now() }, `bench-${round}`);
	for (;;) {
		const { rows } = await sql<{
			sent: number;
		}>`select sent from federation_activity where key = ${`bench-${round}`}`.execute(office.corridor.engine.engine);
		if ((rows[0]?.sent ?? 0) >= size) return size / ((performance.now() - begun) / 1000);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
};

/** Copies a second to distinct inboxes on many servers: written, claimed, signed, sent, recorded; beside a bare signer. */
export const run: Benchmark = async ({ rounds = 3, size = 3_000 }) => {
	const home = await mkdtemp(join(tmpdir(), 'amtsfunk-bench-'));
	const log = createLog('silent');
	const database = await startEmbedded({ home, log });
	const sink = await startSink();
	const settings = { key: randomBytes(32), data: home, origin: 'http://127.0.0.1:1', lab: true } as const;
	const rest = { role: 'all', tsaUrl: undefined, logLevel: 'silent' } as const;
	const office = await openOffice({ ...settings, ...rest, databaseUrl: database.url });
	try {
		const presenceId = await prepare(office);
		await follow(office.corridor.engine.engine, sink, size);
		const [mine, floor]: [number[], number[]] = [[], []];
		for (let round = 0; round < rounds; round += 1) {
			mine.push(await ours(office, { presenceId, round, size }));
			floor.push(await bare(sink, size));
		}
		const ratio = median(mine.map((value, at) => value / (floor[at] ?? 1)));
		const figure = { name: 'fan-out, copies per second', ours: median(mine), floor: median(floor), ratio };
		return [{ ...figure, target: `>= ${TARGET}`, pass: ratio >= TARGET }];
	} finally {
		await office.close();
		sink.close();
		await database.close();
		await rm(home, { recursive: true, force: true });
	}
};
