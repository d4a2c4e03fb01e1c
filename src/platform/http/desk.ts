import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

import type { Context, Hono } from 'hono';

const brotli = promisify(brotliCompress);
const run = promisify(execFile);

const mimes: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.woff2': 'font/woff2',
	'.json': 'application/json',
};
const packed = new Set(['.html', '.js', '.css', '.svg', '.json']);

interface DeskFile {
	readonly mime: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly packed?: Uint8Array<ArrayBuffer>;
}

/** Serves the built desk below `/desk/` from memory: hashed files for ever, its one page never from a cache. */
export const serveDesk = async (app: Hono, { folder }: { readonly folder: string }): Promise<void> => {
	const files = await readDesk(folder);
	const page = files.get('index.html');
	if (page === undefined) throw new Error(`no built desk in ${folder}`);
	app.get('/desk', (c) => c.redirect('/desk/'));
	app.get('/desk/*', (c) => {
		const path = c.req.path.slice('/desk/'.length);
		const file = files.get(path);
		if (file && path !== 'index.html') return send(c, file, 'public, max-age=31536000, immutable');
		return path.startsWith('assets/') ? c.notFound() : send(c, page, 'no-store');
	});
};

const send = (c: Context, { mime, bytes, packed: small }: DeskFile, cache: string): Response => {
	const headers = { 'content-type': mime, 'cache-control': cache, vary: 'accept-encoding' };
	const takes = c.req.header('accept-encoding')?.includes('br') === true;
	return small && takes ? c.body(small, 200, { ...headers, 'content-encoding': 'br' }) : c.body(bytes, 200, headers);
};

/** Lies beside each file that is worth it: packed when the desk is built, not at every start. */
const PACKED = '.br';

const readDesk = async (folder: string): Promise<ReadonlyMap<string, DeskFile>> => {
	const paths = await filesIn(folder);
	const known = new Set(paths);
	const read = paths.map(async (path): Promise<readonly [string, DeskFile][]> => {
		if (path.endsWith(PACKED)) return [];
		const mime = mimes[extname(path)] ?? 'application/octet-stream';
		const small = known.has(path + PACKED) ? { packed: await bytesOf(path + PACKED) } : {};
		const address = path.slice(folder.length + 1).replaceAll('\\', '/');
		return [[address, { mime, bytes: await bytesOf(path), ...small }]];
	});
	return new Map((await Promise.all(read)).flat());
};

const filesIn = async (folder: string): Promise<readonly string[]> => {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
	return files.map(({ parentPath, name }) => join(parentPath, name));
};

const bytesOf = async (path: string): Promise<Uint8Array<ArrayBuffer>> => Uint8Array.from(await readFile(path));

/** Packs what a built desk is made of, once. */
export const packDesk = async (folder: string): Promise<void> => {
	const worth = (await filesIn(folder)).filter((path) => packed.has(extname(path)));
	const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
	await Promise.all(
		worth.map(async (path) => writeFile(path + PACKED, await brotli(await readFile(path), { params }))),
	);
};

const STAMP = '.stamp';
/** What it is made of, and how. */
const inputs = [
	'src/web',
	'src/contract',
	'src/kernel',
	'src/platform/http/desk.ts',
	'package-lock.json',
	'vite.config.ts',
];

/** Builds the desk when what it is made of changed since the last build. A release brings it built and has no sources. */
export const ensureDeskBuilt = async (root: string, say: (line: string) => void): Promise<string> => {
	const folder = join(root, 'dist', 'desk');
	const config = join(root, 'vite.config.ts');
	if (!existsSync(config)) return folder;
	const wanted = await hashOf(root);
	if ((await stampOf(folder)) === wanted) return folder;
	say('Building the desk ...');
	await mkdir(join(root, 'dist'), { recursive: true });
	// Built beside and moved into place: an interrupted build leaves no half desk behind.
	const fresh = await mkdtemp(`${folder}-`);
	// In a process with an environment of its own: built inside a test run, it would be the slow desk for debugging.
	const vite = [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', config];
	const args = [...vite, '--outDir', fresh, '--emptyOutDir', '--logLevel', 'error'];
	await run(process.execPath, args, { cwd: root, env: { NODE_ENV: 'production' } });
	await packDesk(fresh);
	await writeFile(join(fresh, STAMP), wanted);
	await rm(folder, { recursive: true, force: true });
	await rename(fresh, folder);
	return folder;
};

const stampOf = async (folder: string): Promise<string | null> => {
	const stamp = join(folder, STAMP);
	return existsSync(stamp) ? readFile(stamp, 'utf8') : null;
};

/** One hash over names and contents of everything the desk is made of. Tests do not count. */
const hashOf = async (root: string): Promise<string> => {
	const hash = createHash('sha256');
	for (const input of inputs) {
		for (const path of await filesBelow(join(root, input))) {
			hash.update(`${path.slice(root.length)}\n`);
			hash.update(await readFile(path));
		}
	}
	return hash.digest('hex');
};

const filesBelow = async (path: string): Promise<string[]> => {
	if (/\.[a-z]+$/.test(path)) return [path];
	const entries = await readdir(path, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
		.map(({ parentPath, name }) => join(parentPath, name))
		.sort();
};
