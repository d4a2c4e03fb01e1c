import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');
const START_MS = 60_000;

export const freePort = (): Promise<number> =>
	new Promise((resolve) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});

interface Starting {
	readonly role: 'all' | 'web' | 'jobs';
	readonly data: string;
	readonly databaseUrl: string;
	readonly port?: number;
	/** For Node itself. */
	readonly flags?: readonly string[];
}

export interface Product {
	readonly child: ChildProcess;
	/** Resolves when it says where it is. */
	readonly there: Promise<void>;
	/** What it said on its error output so far. */
	complaints(): string;
	end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts the real program in a process of its own. */
export const startProduct = ({ role, data, databaseUrl, port = 0, flags = [] }: Starting): Product => {
	const settings = ['--role', role, '--lab', '--port', String(port), '--data', data, '--log', 'silent'];
	const args = [...flags, '--import', './scripts/jsx.mjs', join('src', 'main.ts'), ...settings];
	const env = { DATABASE_URL: databaseUrl, NODE_COMPILE_CACHE: join(tmpdir(), 'amtsfunk-bench-cache') };
	const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
	const gone = once(child, 'exit');
	let complaints = '';
	child.stderr?.on('data', (chunk) => {
		complaints += String(chunk);
	});
	return {
		child,
		there: untilThere(child, gone),
		complaints: () => complaints,
		async end(signal) {
			child.kill(signal);
			await gone;
		},
	};
};

const untilThere = async (child: ChildProcess, gone: Promise<unknown>): Promise<void> => {
	let said = '';
	const { promise, resolve } = Promise.withResolvers<'there'>();
	child.stdout?.on('data', (chunk) => {
		said += String(chunk);
		if (said.includes('Amtsfunk:')) resolve('there');
	});
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<'late'>((tooLate) => {
		timer = setTimeout(() => tooLate('late'), START_MS);
	});
	const first = await Promise.race([promise, late, gone.then(() => 'gone' as const)]);
	clearTimeout(timer);
	if (first === 'late') throw new Error(`the product did not start: ${said}`);
};
