import { join } from 'node:path';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

export default defineConfig({
	root: join(root, 'src', 'web'),
	base: '/desk/',
	plugins: [react()],
	publicDir: false,
	logLevel: 'warn',
	build: {
		outDir: join(root, 'dist', 'desk'),
		emptyOutDir: true,
		target: 'baseline-widely-available',
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		chunkSizeWarningLimit: 1500,
	},
});
