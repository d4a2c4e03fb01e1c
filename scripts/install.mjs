// Runs on any Node >= 20 and uses no package: knows whether the packages are in place, and puts them there.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const lockFile = join(root, 'package-lock.json');
const stamp = join(root, 'node_modules', '.lock-sha256');
const busy = join(root, '.installing');
const BY_HAND = 'npm ci --ignore-scripts --include=dev --include=optional';

/** Ends with one sentence for the person at the terminal. */
export const give = (sentence) => {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
};

const wanted = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');

/** Whether exactly the packages of the lock file are in place: our stamp says so, or npm's own list does (somebody ran npm by hand). */
export const installed = () => {
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()) return true;
	if (!agrees()) return false;
	try {
		writeFileSync(stamp, wanted());
	} catch {
		// A read-only folder: compare again at the next start.
	}
	return true;
};

// npm writes this list last, so a half-finished installation has none.
const agrees = () => {
	const list = join(root, 'node_modules', '.package-lock.json');
	if (!existsSync(list)) return false;
	const there = JSON.parse(readFileSync(list, 'utf8')).packages;
	const asked = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
	return Object.entries(asked).every(
		([place, { version, optional }]) => place === '' || (there[place] ? there[place].version === version : optional),
	);
};

/** Installs the packages once, also when two commands are started at the same time; a kill leaves nothing that looks finished. */
export const install = async () => {
	refuseReadOnly();
	for (let told = false; !takeTurn(); told = true) {
		if (!told) process.stdout.write('Waiting for another installation in this folder ...\n');
		await sleep(500);
	}
	try {
		if (!installed()) await runNpm();
	} finally {
		rmSync(busy, { force: true });
	}
};

const refuseReadOnly = () => {
	try {
		accessSync(root, constants.W_OK);
		if (existsSync(join(root, 'node_modules'))) accessSync(join(root, 'node_modules'), constants.W_OK);
	} catch {
		give(
			`The packages are not installed, and this account may not write to ${root}. Run this there once as the owner of the folder: ${BY_HAND}`,
		);
	}
};

const takeTurn = () => {
	try {
		writeFileSync(busy, String(process.pid), { flag: 'wx' });
		return true;
	} catch (thrown) {
		if (thrown.code !== 'EEXIST') give(`${busy} cannot be written (${thrown.code}).`);
	}
	// Also the npm that somebody's killed command left running: two of them in one folder would destroy each other's work.
	const owners = readFileSync(busy, 'utf8').split(' ').map(Number);
	if (!owners.some(isAlive)) rmSync(busy, { force: true });
	return false;
};

const isAlive = (pid) => {
	try {
		return pid > 0 && process.kill(pid, 0);
	} catch (thrown) {
		return thrown.code === 'EPERM';
	}
};

const runNpm = async () => {
	process.stdout.write('Installing packages (once, about a minute) ...\n');
	rmSync(stamp, { force: true });
	const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
	const [command, ...before] = npm;
	const flags = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--engine-strict=false'];
	const child = spawn(command, [...before, ...flags, '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		env: cleanEnvironment(),
	});
	writeFileSync(busy, `${process.pid} ${child.pid}`);
	const code = await ending(child);
	if (code === 'ENOENT') give('npm was not found. It comes with Node: install Node 24 with npm and start again.');
	if (code !== 0)
		give(
			`The packages could not be installed; the reason stands above. Mend it and start again, or run by hand: ${BY_HAND}`,
		);
	writeFileSync(stamp, wanted());
};

// npm start exports its own flags as npm_config_*: an inner npm must not inherit them (omit, workspace, engine-strict ...).
const cleanEnvironment = () =>
	Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !/^npm_config_(?!(userconfig|cache|registry)$)/i.test(name)),
	);

/** Resolves with the exit code (or the reason why there is none). Told to end, it ends the child first. */
export const ending = (child) =>
	new Promise((resolve) => {
		const pass = (signal) => child.kill(signal);
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
		child.once('error', (thrown) => resolve(thrown.code ?? thrown.message));
		child.once('exit', (code, signal) => {
			for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(each, pass);
			resolve(code ?? signal);
		});
	});
