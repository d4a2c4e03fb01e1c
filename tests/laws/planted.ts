import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** A small project under the laws of this one, with `files` planted in it. */
export const plant = (files: Readonly<Record<string, string>>): string => {
	const folder = mkdtempSync(join(tmpdir(), 'amtsfunk-laws-'));
	for (const part of ['biome.json', '.dependency-cruiser.cjs', 'tsconfig.json', 'package.json', '.gitignore', 'laws'])
		cpSync(join(root, part), join(folder, part), { recursive: true });
	for (const part of ['kernel', 'contract', 'platform'])
		cpSync(join(root, 'src', part), join(folder, 'src', part), {
			recursive: true,
			filter: (path) => !path.endsWith('.test.ts'),
		});
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	execFileSync('git', ['init', '-q'], { cwd: folder });
	return folder;
};

const run = (folder: string, script: string, args: readonly string[]) => {
	const done = spawnSync(process.execPath, [join(root, script), ...args], {
		cwd: folder,
		encoding: 'utf8',
		maxBuffer: 1 << 28,
	});
	return { status: done.status, text: done.stdout, errors: done.stderr };
};

interface Cruise {
	readonly summary: {
		readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string }[];
	};
}

/** What the import laws report, as `rule: file`. */
export const importViolations = (folder: string): readonly string[] => {
	const { text } = run(folder, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs', [
		...['src', '--config', '.dependency-cruiser.cjs', '--preserve-symlinks', '--output-type', 'json'],
	]);
	const { summary } = JSON.parse(text) as Cruise;
	return summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
};

interface Lint {
	readonly diagnostics: readonly {
		readonly category: string;
		readonly severity: string;
		readonly location: { readonly path: string; readonly start: { readonly line: number } };
	}[];
}

/** What the linter reports, as `rule: file:line`. */
export const lintViolations = (folder: string): readonly string[] => {
	const { text } = run(folder, 'node_modules/@biomejs/biome/bin/biome', [
		...['lint', '--reporter=json', '--max-diagnostics=none', 'src'],
	]);
	const { diagnostics } = JSON.parse(text.slice(text.indexOf('{'))) as Lint;
	return diagnostics
		.filter(({ severity }) => severity === 'error')
		.map(({ category, location }) => `${category.split('/').at(-1)}: ${location.path}:${location.start.line}`);
};

/** What the compiler reports, as `file: message`. */
export const typeErrors = (folder: string): readonly string[] =>
	run(folder, 'node_modules/typescript-native/bin/tsc', ['--pretty', 'false'])
		.text.split('\n')
		.map((line) => /^(\S+)\(\d+,\d+\): error (.*)$/.exec(line))
		.flatMap((found) => (found ? [`${found[1]}: ${found[2]}`] : []));

export const guard = (folder: string) => run(folder, join('laws', 'not-empty.mjs'), []);
