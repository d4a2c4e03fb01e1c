// Finds a Chromium for the journeys, or gets one. Runs on any Node >= 20 and uses no package.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { give } from './install.mjs';

const USUAL = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome-stable',
	'/usr/bin/google-chrome',
	'/usr/lib/chromium/chromium',
	'/snap/bin/chromium',
	'/opt/google/chrome/chrome',
];

/** The last `@sparticuz/chromium` that was tried here. */
const PACKAGE = '@sparticuz/chromium@153.0.0';

// A path alone proves little: on some systems it is a wrapper that only tells what to install.
const runs = (path) => spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;

const found = () => USUAL.find((path) => existsSync(path) && runs(path));

/** The path of a Chromium that runs; ends with what to do when none can be had. */
export const findChromium = async () => {
	const given = process.env.CHROMIUM_PATH;
	if (given && !runs(given)) give(`CHROMIUM_PATH is ${given}, but that does not run.`);
	return (
		given ??
		found() ??
		fromApt() ??
		(await fromNpm()) ??
		give(
			'The journeys need a Chromium, and none could be had. Install one (Debian, Ubuntu: apt-get install chromium) or point CHROMIUM_PATH at one, then start again.',
		)
	);
};

const fromApt = () => {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
	process.stdout.write('Installing Chromium (once) ...\n');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const run = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
	run('update', '-q');
	run('install', '-q', '-y', '--no-install-recommends', 'chromium');
	return found();
};

const fromNpm = async () => {
	const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'amtsfunk', 'chromium');
	try {
		mkdirSync(folder, { recursive: true });
		const require = createRequire(join(folder, 'x.js'));
		const here = join(folder, 'node_modules', '@sparticuz', 'chromium', 'package.json');
		const wanted = PACKAGE.slice(PACKAGE.lastIndexOf('@') + 1);
		if (!existsSync(here) || JSON.parse(readFileSync(here, 'utf8')).version !== wanted) {
			process.stdout.write('Fetching Chromium (once) ...\n');
			const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', PACKAGE];
			spawnSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'] });
		}
		const { default: chromium } = await import(pathToFileURL(require.resolve('@sparticuz/chromium')).href);
		const path = await chromium.executablePath();
		return runs(path) ? path : undefined;
	} catch {
		return undefined;
	}
};
