// Tests against real servers of others, in a folder and with a lock file of their own: nothing of it belongs to the product.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const source = join(import.meta.dirname, 'server');
const node24 = join(root, 'node_modules', `node-${process.platform}-${process.arch}`);
const lock = readFileSync(join(source, 'package-lock.json'));
const hash = createHash('sha256').update(lock).update(process.version).digest('hex').slice(0, 16);
// Outside the project: 460 MB of foreign packages would slow down every tool that walks the tree.
const here = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'amtsfunk-tests', `bluesky-${hash}`);
const binary = join(here, 'node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node');
const must = process.env.CI === 'true';

const say = (line) => process.stdout.write(`${line}\n`);

const end = (closing, code) => {
	say(closing);
	process.exit(code);
};

/** Without a compiler the database of the Bluesky server cannot be built: CI must not pass by that, a desk may. */
const cannot = (why) => {
	say(`The tests against a real Bluesky server did not run: ${why}`);
	end(must ? '0 passed, 1 failed, 0 skipped' : '0 passed, 0 failed, 1 skipped', must ? 1 : 0);
};

const run = (command, args, options = {}) =>
	spawnSync(command, args, { cwd: here, stdio: ['ignore', 'inherit', 'inherit'], ...options }).status === 0;
const has = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

const compiler = () => has('c++') && has('make') && has('python3');

const getCompiler = () => {
	if (compiler()) return true;
	if (process.getuid?.() !== 0 || !has('apt-get')) return false;
	say('Installing a compiler (once) ...');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	return (
		run('apt-get', ['update', '-qq'], { env }) &&
		run('apt-get', ['install', '-y', '-qq', 'g++', 'make', 'python3'], { env }) &&
		compiler()
	);
};

/** npm brings the tool that builds native packages; it is found beside whichever npm is on the path. */
const gyp = () => {
	const npm =
		process.env.npm_execpath ??
		spawnSync('sh', ['-c', 'readlink -f "$(command -v npm)"'], { encoding: 'utf8' }).stdout.trim();
	const path = join(dirname(npm), '..', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
	return existsSync(path) ? path : null;
};

/** What npm was told about this machine (headers of another Node, say) is not meant for these packages. */
const ownEnvironment = () =>
	Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !/^npm_config_(?!(userconfig|cache|registry)$)/i.test(name)),
	);

/** A module that another Node left here is as good as none. */
const loads = () =>
	existsSync(binary) &&
	spawnSync(process.execPath, ['-e', 'process.dlopen({ exports: {} }, process.argv[1])', binary]).status === 0;

const build = () => {
	if (loads()) return true;
	const tool = gyp();
	if (tool === null || !getCompiler()) return false;
	say('Building the database of the Bluesky server (once, about two minutes) ...');
	const headers = existsSync(node24) ? [`--nodedir=${node24}`] : [];
	const log = join(here, 'node_modules', '.build.log');
	const done = spawnSync(process.execPath, [tool, 'rebuild', '--release', '-j', '2', ...headers], {
		cwd: join(here, 'node_modules', 'better-sqlite3'),
		encoding: 'utf8',
		maxBuffer: 1 << 26,
		env: ownEnvironment(),
	});
	writeFileSync(log, `${done.stdout}${done.stderr}`);
	if (done.status !== 0 || !loads()) {
		say(done.stderr.split('\n').slice(-15).join('\n'));
		return false;
	}
	return true;
};

mkdirSync(here, { recursive: true });
for (const file of ['package.json', 'package-lock.json', '.npmrc', 'loopback.cjs', 'pds.mjs'])
	cpSync(join(source, file), join(here, file));
const stamp = join(here, 'node_modules', '.lock-sha256');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) {
	say('Installing a real Bluesky server for the tests (once, about a minute) ...');
	const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	if (!run('npm', flags, { env: ownEnvironment() }))
		cannot('its packages could not be installed; the reason stands above.');
	writeFileSync(stamp, hash);
}
if (!build()) cannot('a C++ compiler, make and python3 are needed (Debian: apt-get install g++ make python3).');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const done = spawnSync(process.execPath, [vitest, 'run', '--config', join(import.meta.dirname, 'vitest.config.ts')], {
	cwd: root,
	stdio: 'inherit',
	env: { ...process.env, AMTSFUNK_REAL_SERVER: here },
});
process.exit(done.status ?? 1);
