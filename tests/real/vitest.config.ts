import { defineConfig } from 'vitest/config';

import { ClosingLine } from '../../scripts/closing-line.ts';

export default defineConfig({
	test: {
		name: 'real',
		include: ['tests/real/*.real.ts'],
		reporters: ['default', new ClosingLine()],
		testTimeout: 60_000,
		hookTimeout: 120_000,
	},
});
