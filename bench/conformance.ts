import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { networkNames } from '#kernel/channel-name.ts';

import type { Benchmark, Figure } from './figure.ts';

const ROOT = join(import.meta.dirname, '..');
const KIT = 'src/modules/channels/conformance/';
const CONTRACTS = 'tests/contracts/';
/** What a contract has to be held against to say anything. */
const LEAST_EXCHANGES = 20;

const TOGETHER = 'together';

interface Case {
	readonly ancestorTitles: readonly string[];
	readonly title: string;
	readonly status: string;
}
interface Report {
	readonly testResults: readonly { readonly name: string; readonly assertionResults: readonly Case[] }[];
}

/** Runs the conformance kit, the wrong requests and the official contracts, and counts by channel what was run, passed and checked. */
export const run: Benchmark = async ({ small = false }) => {
	const files = small
		? [`${KIT}publish`, CONTRACTS]
		: [KIT, CONTRACTS, 'tests/practice/wrong', 'src/modules/channels/all-channels'];
	const { report, said } = await runKit(files);
	const all = casesOf(report);
	const of = (name: string) => all.filter(({ about }) => about === name);
	const checked = contractsIn(said);
	if (checked.size === 0) process.stderr.write('conformance: no official contracts beside the project\n');
	return [
		...networkNames.map((name) => passed(`conformance: ${name}, cases`, of(name))),
		passed('conformance: all channels together, cases', of(TOGETHER)),
		...[...checked].map(([name, exchanges]) => held(name, exchanges)),
	];
};

interface Told {
	readonly about: string;
	readonly ok: boolean;
}
const casesOf = ({ testResults }: Report): readonly Told[] =>
	testResults.flatMap(({ name, assertionResults }) =>
		assertionResults
			.filter(({ status }) => status === 'passed' || status === 'failed')
			.map(({ ancestorTitles, title, status }) => {
				const file = name.split('/').at(-1)?.replace('.live.test.ts', '') ?? '';
				// The letter X is in many words; as a channel it stands alone.
				const words = [file, ...ancestorTitles, title]
					.join(' ')
					.toLowerCase()
					.split(/[^a-z]+/);
				return { about: firstChannel(words), ok: status === 'passed' };
			}),
	);
const firstChannel = (words: readonly string[]): string =>
	networkNames.find((name) => words.includes(name)) ?? TOGETHER;

const runKit = async (files: readonly string[]): Promise<{ readonly report: Report; readonly said: string }> => {
	const folder = await mkdtemp(join(tmpdir(), 'amtsfunk-conformance-'));
	const outcome = join(folder, 'outcome.json');
	const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
	const args = [vitest, 'run', '--project', 'live', '--reporter', 'json', '--outputFile', outcome, ...files];
	try {
		const said = await listen(args);
		return { report: JSON.parse(await readFile(outcome, 'utf8')) as Report, said };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
};

const listen = (args: readonly string[]): Promise<string> =>
	new Promise((done, failed) => {
		const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
		let said = '';
		child.stdout.setEncoding('utf8').on('data', (words: string) => {
			said += words;
		});
		child.once('error', failed);
		// A failed case is a figure, not an end.
		child.once('close', () => done(said));
	});

const contractsIn = (said: string): ReadonlyMap<string, number> =>
	new Map(
		[...said.matchAll(/contracts: (\w+): (\d+) requests and answers/g)].map(([, name = '', count]) => [
			name.toLowerCase(),
			Number(count),
		]),
	);

const passed = (name: string, cases: readonly Told[]): Figure => {
	const good = cases.filter(({ ok }) => ok).length;
	const sides = { ours: good, floor: cases.length, ratio: good / cases.length };
	return { name: `${name} passed against run`, ...sides, target: '= 1', pass: good === cases.length && good > 0 };
};

const held = (name: string, exchanges: number): Figure => ({
	name: `conformance: ${name}, requests and answers held to the official contract`,
	...{ ours: exchanges, floor: LEAST_EXCHANGES, ratio: exchanges / LEAST_EXCHANGES },
	...{ target: '>= 1', pass: exchanges >= LEAST_EXCHANGES },
});
