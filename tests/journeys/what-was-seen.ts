import { afterEach } from 'vitest';

import { openPages } from './browser.ts';

/** Where a journey fails, the report says what every open page showed. */
afterEach(async ({ task }) => {
	if (task.result?.state !== 'fail') return;
	for (const page of openPages()) {
		const seen = await page
			.locator('body')
			.ariaSnapshot({ timeout: 5_000 })
			.catch((error: unknown) => String(error));
		console.error(`${task.name}\n${page.url()}\n${seen.slice(0, 8_000)}\n`);
	}
});
