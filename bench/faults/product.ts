import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..', '..');
/** A machine that does much else at the same time may take this long to start the product. */
const START_MS = 60_000;

export interface ProductSettings {
	readonly databaseUrl: string;
	readonly data: string;
	readonly origin: string;
	/** How far its clock is ahead of the machine's. */
	readonly aheadMs: number;
	/** Of a release; without it the sources run. */
	readonly program?: string | undefined;
}

export interface Product {
	readonly begunAt: number;
	/** Resolves when it says that it is there; throws when it ends or never does. */
	there(): Promise<void>;
	kill(): Promise<void>;
	/** Asks it to end, as a reboot does. */
	end(): Promise<void>;
}

/** Forks the real program; all that is not its own is the database, and how late it is. */
export const startProduct = ({ databaseUrl, data, origin, aheadMs, program }: ProductSettings): Product => {
	const ahead = pathToFileURL(join(import.meta.dirname, 'ahead.mjs'));
	ahead.searchParams.set('ms', String(aheadMs));
	const settings = ['--lab', '--port', '0', '--origin', origin, '--data', data, '--log', 'silent'];
	const source = ['--import', './scripts/jsx.mjs', join('src', 'main.ts')];
	const start = ['--import', ahead.href, ...(program === undefined ? source : [program]), ...settings];
	const env = { DATABASE_URL: databaseUrl, NODE_COMPILE_CACHE: join(tmpdir(), 'amtsfunk-kill-cache') };
	const begunAt = performance.now();
	const child = spawn(process.execPath, start, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
	const gone = once(child, 'exit');
	const said = hear(child);
	return {
		begunAt,
		async there() {
			while (!said.text.includes('Amtsfunk:')) {
				if (child.exitCode !== null || performance.now() - begunAt > START_MS)
					throw new Error(`the product did not start: ${said.text}`);
				await pause(5);
			}
		},
		async kill() {
			child.kill('SIGKILL');
			await gone;
		},
		async end() {
			child.kill('SIGTERM');
			await gone;
		},
	};
};

const hear = ({ stdout, stderr }: ChildProcess): { readonly text: string } => {
	const heard = { text: '' };
	for (const stream of [stdout, stderr])
		stream?.on('data', (chunk) => {
			heard.text += String(chunk);
		});
	return heard;
};
