// npm run sabotage -- delivery: makes one known mistake at a time and demands that the named test notices it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './install.mjs';

const folder = join(root, 'tests', 'sabotage');
const all = readdirSync(folder).map((name) => name.replace(/\.json$/, ''));
const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : all;
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
	process.stderr.write(`No list called ${unknown.join(', ')}. There are: ${all.join(', ')}.\n`);
	process.exit(2);
}

const node = join(root, 'node_modules', '.bin', 'node');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const test = (file) =>
	spawnSync(node, [vitest, 'run', '--project', file.includes('.live.') ? 'live' : 'pure', file], {
		cwd: root,
		encoding: 'utf8',
		env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` },
	});

let mending = () => undefined;
for (const signal of ['SIGINT', 'SIGTERM'])
	process.on(signal, () => {
		mending();
		process.exit(130);
	});

/** `caught`, or why not. A mistake that does not fit its file, or a run that failed for another reason, is no proof. */
const verdict = ({ file, find, replace, test: witness }) => {
	const path = join(root, file);
	const sound = readFileSync(path, 'utf8');
	if (sound.split(find).length !== 2) return `DOES NOT FIT: the text stands ${sound.split(find).length - 1} times`;
	mending = () => writeFileSync(path, sound);
	writeFileSync(
		path,
		sound.replace(find, () => replace),
	);
	try {
		const { status, stdout } = test(witness);
		if (status === 0) return 'SURVIVED';
		return / [1-9]\d* failed/.test(stdout) ? 'caught' : 'NO VERDICT: the test did not run';
	} finally {
		mending();
		mending = () => undefined;
	}
};

let survived = 0;
for (const name of names) {
	const list = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
	for (const mistake of list) {
		const said = verdict(mistake);
		if (said !== 'caught') survived += 1;
		process.stdout.write(`${said.padEnd(8)} ${name}: ${mistake.what} (${mistake.test})\n`);
	}
}
process.stdout.write(survived === 0 ? 'Every mistake was caught.\n' : `${survived} not caught.\n`);
process.exit(survived === 0 ? 0 : 1);
