import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ensureDeskBuilt, packDesk, serveDesk } from './desk.ts';

let folder: string;
let app: Hono;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'desk-'));
	await mkdir(join(folder, 'assets'));
	await writeFile(join(folder, 'index.html'), '<title>desk</title>');
	await writeFile(join(folder, 'assets', 'main-abc.js'), 'let a = 1;'.repeat(100));
	await writeFile(join(folder, '.stamp'), 'secret of nobody');
	await packDesk(folder);
	await writeFile(join(folder, 'assets', 'late-abc.js'), 'let b = 1;'.repeat(100));
	app = new Hono();
	await serveDesk(app, { folder });
});

afterAll(() => rm(folder, { recursive: true }));

describe('the built desk', () => {
	test.each(['/desk/', '/desk/redaktion/neu', '/desk/index.html', '/desk/.stamp', '/desk/../../etc/passwd'])(
		'%s is its one page, never from a cache',
		async (path) => {
			const answer = await app.request(path);
			const outside = path.includes('..');
			expect(answer.status).toBe(outside ? 404 : 200);
			if (outside) return;
			expect(await answer.text()).toBe('<title>desk</title>');
			expect(answer.headers.get('cache-control')).toBe('no-store');
		},
	);

	test('hashed files stay for ever and travel packed', async () => {
		const plain = await app.request('/desk/assets/main-abc.js');
		const packed = await app.request('/desk/assets/main-abc.js', { headers: { 'accept-encoding': 'gzip, br' } });
		const bytes = Buffer.from(await packed.arrayBuffer());
		expect(plain.headers.get('cache-control')).toContain('immutable');
		expect(packed.headers.get('content-encoding')).toBe('br');
		expect(brotliDecompressSync(bytes).toString()).toBe(await plain.text());
		expect(bytes.length).toBeLessThan(100);
	});

	test('what lies there unpacked travels so, and what is packed has no address of its own', async () => {
		const late = await app.request('/desk/assets/late-abc.js', { headers: { 'accept-encoding': 'br' } });
		expect([late.status, late.headers.get('content-encoding')]).toEqual([200, null]);
		expect((await app.request('/desk/assets/main-abc.js.br')).status).toBe(404);
	});

	test('a file of an older build is gone, not the page', async () => {
		expect((await app.request('/desk/assets/main-old.js')).status).toBe(404);
	});

	test('without the slash leads to the desk', async () => {
		expect((await app.request('/desk')).headers.get('location')).toBe('/desk/');
	});
});

test('a release without sources serves what it brought, without a word', async () => {
	const said: string[] = [];
	const root = join(folder, 'release');
	expect(await ensureDeskBuilt(root, (line) => said.push(line))).toBe(join(root, 'dist', 'desk'));
	expect(said).toEqual([]);
});
