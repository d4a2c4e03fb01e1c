import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Benchmark, type Figure, median } from './figure.ts';
import { freePort, root } from './product.ts';

const FLOOR = "require('node:http').createServer((q,s)=>s.end('ok')).listen(+process.argv[1],'127.0.0.1')";
const MOST_MS = 60_000;
const REST_MS = 5_000;
/** From a clone, on a warm data folder. */
const TARGET_SECONDS = 2.5;

/** Seconds from the start of a process until it answers 200 and says it is ready. */
const secondsToReady = async (
	args: readonly string[],
	{ port, path, atRest }: { port: number; path: string; atRest?: (pid: number) => void },
): Promise<number> => {
	const begun = performance.now();
	const child = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' });
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	try {
		while (performance.now() - begun < MOST_MS) {
			const said = await fetch(`http://127.0.0.1:${port}${path}`).then(
				(answer) => (answer.ok ? answer.text() : ''),
				() => '',
			);
			if (said === 'ok' || said.includes('"ready"')) {
				const seconds = (performance.now() - begun) / 1000;
				if (atRest) await new Promise((resolve) => setTimeout(resolve, REST_MS));
				atRest?.(child.pid ?? 0);
				return seconds;
			}
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		throw new Error('it did not start');
	} finally {
		child.kill('SIGTERM');
		await gone;
	}
};

/** The figures of the release beside it, where one was made (`npm run release`). */
const release = async (rounds: number): Promise<readonly Figure[]> => {
	const made = readdirSync(join(root, 'dist')).find((name) => /^amtsfunk-[^/]+-linux-\w+$/.test(name));
	if (made === undefined) return [];
	const folder = join(root, 'dist', made);
	const data = await mkdtemp(join(tmpdir(), 'amtsfunk-bench-'));
	const warm: number[] = [];
	const memory: number[] = [];
	try {
		for (let round = 0; round <= rounds; round += 1) {
			const port = await freePort();
			const args = ['--max-semi-space-size=2', join(folder, 'main-cached.mjs'), '--port', String(port), '--data', data];
			const seconds = await secondsToReady([...args, '--log', 'silent'], {
				...{ port, path: '/health' },
				atRest: (pid) => void memory.push(residentMegabytes(pid)),
			});
			if (round > 0) warm.push(seconds);
		}
	} finally {
		await rm(data, { recursive: true, force: true });
	}
	const megabytes = Number(execFileSync('du', ['-sm', folder], { encoding: 'utf8' }).split('\t')[0]);
	const figure = (name: string, ours: number, { most, unit }: { most: number; unit: string }): Figure => ({
		...{ name: `start.release ${name}`, ours, floor: most, ratio: ours / most },
		...{ target: `<= ${most} ${unit}`, pass: ours <= most },
	});
	return [
		figure('ready', median(warm), { most: 1.5, unit: 's' }),
		figure('idle memory of the process', median(memory), { most: 200, unit: 'MB' }),
		figure('unpacked', megabytes, { most: 150, unit: 'MB' }),
	];
};

const residentMegabytes = (pid: number): number =>
	Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Process start to the first answer that says "ready", beside a bare server of Node in the same rounds. */
export const run: Benchmark = async ({ small = false, rounds = small ? 2 : 5 }) => {
	const data = await mkdtemp(join(tmpdir(), 'amtsfunk-bench-'));
	const ours: number[] = [];
	const floor: number[] = [];
	try {
		for (let round = 0; round <= rounds; round += 1) {
			const port = await freePort();
			const args = [
				'--max-semi-space-size=2',
				'scripts/start.mjs',
				'--port',
				String(port),
				'--data',
				data,
				'--log',
				'silent',
			];
			const warm = await secondsToReady(args, { port, path: '/health' });
			const bare = await secondsToReady(['-e', FLOOR, String(port)], { port, path: '/' });
			// The first round makes the database and the desk: it is not what this figure is about.
			if (round > 0) ours.push(warm);
			if (round > 0) floor.push(bare);
		}
	} finally {
		await rm(data, { recursive: true, force: true });
	}
	const [mine, bare] = [median(ours), median(floor)];
	return [
		{
			name: 'start.ready-seconds-from-clone',
			ours: mine,
			floor: bare,
			ratio: mine / bare,
			target: `<= ${TARGET_SECONDS} s`,
			pass: mine <= TARGET_SECONDS,
		},
		...(await release(rounds)),
	];
};
