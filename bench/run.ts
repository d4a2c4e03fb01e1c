import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { Benchmark, Figure } from './figure.ts';

/** One entry per benchmark; each is loaded only when it runs. */
const benchmarks: Readonly<Record<string, () => Promise<{ readonly run: Benchmark }>>> = {
	records: () => import('./records.ts'),
	newsroom: () => import('./newsroom.ts'),
	inbox: () => import('./inbox.ts'),
	start: () => import('./start.ts'),
	compose: () => import('./compose.ts'),
	calendar: () => import('./calendar.ts'),
	composer: () => import('./composer.ts'),
	fanout: () => import('./fanout.ts'),
	ingest: () => import('./ingest.ts'),
	deadhosts: () => import('./deadhosts.ts'),
	jitter: () => import('./jitter.ts'),
	faults: () => import('./faults.ts'),
	processes: () => import('./processes.ts'),
	soak: () => import('./soak.ts'),
	checks: () => import('./checks.ts'),
	dialogue: () => import('./dialogue.ts'),
	hints: () => import('./hints.ts'),
	conformance: () => import('./conformance.ts'),
};

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		json: { type: 'boolean', default: false },
		small: { type: 'boolean', default: false },
		rounds: { type: 'string' },
		size: { type: 'string' },
		seed: { type: 'string' },
		resume: { type: 'string' },
		program: { type: 'string' },
		data: { type: 'string' },
	},
});

const write = (line: string): void => void process.stdout.write(`${line}\n`);
const round = (n: number): number => Number(n.toPrecision(4));

const show = (figure: Figure): void => {
	const line = { ...figure, ours: round(figure.ours), floor: round(figure.floor), ratio: round(figure.ratio) };
	if (values.json) write(JSON.stringify(line));
	else
		write(
			`${line.pass ? 'ok  ' : 'MISS'} ${line.name}: ${line.ours} against ${line.floor} (${line.ratio}, target ${line.target})`,
		);
};

const isAll = positionals.length === 0 || positionals.join() === 'all';
const names = isAll ? Object.keys(benchmarks) : positionals;
const unknown = names.filter((name) => benchmarks[name] === undefined);
if (unknown.length > 0) {
	process.stderr.write(
		`No benchmark called ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.\n`,
	);
	process.exit(2);
}
if (!values.json)
	write(
		`load ${loadavg()
			.map((n) => n.toFixed(2))
			.join(' ')} on ${availableParallelism()} cores`,
	);
let missed = 0;
for (const name of names) {
	const benchmark = await benchmarks[name]?.();
	const options = {
		small: values.small,
		...(values.rounds ? { rounds: Number(values.rounds) } : {}),
		...(values.size ? { size: Number(values.size) } : {}),
		...(values.seed ? { seed: Number(values.seed) } : {}),
		...(values.resume ? { resume: values.resume } : {}),
		...(values.program ? { program: resolve(values.program) } : {}),
		...(values.data ? { data: values.data } : {}),
	};
	try {
		for (const figure of (await benchmark?.run(options)) ?? []) {
			show(figure);
			if (!figure.pass) missed += 1;
		}
	} catch (thrown) {
		// One that breaks is a miss, and the others are measured all the same.
		process.stderr.write(`${name}: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
		missed += 1;
	}
}
process.exit(missed > 0 ? 1 : 0);
