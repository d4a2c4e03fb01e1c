// Draws the pictures of the sample city anew: the server itself never reads SVG, so they lie beside their drawings as WebP.
// Run it by hand after a drawing changed: node scripts/draw-sample.mjs
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import sharp from 'sharp';

const root = join(import.meta.dirname, '..');
const target = join(root, 'src/sample/drawings');
for (const folder of [target, join(root, 'src/web/public/drawings')]) {
	for (const file of await readdir(folder)) {
		if (!file.endsWith('.svg') || file === 'zeichen.svg') continue;
		const drawn = sharp(join(folder, file), { density: 144 }).resize(1200).webp({ lossless: true, effort: 6 });
		await drawn.toFile(join(target, file.replace('.svg', '.webp')));
	}
}
