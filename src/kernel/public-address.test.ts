import { expect, it } from 'vitest';

import { isPublicHttps } from './public-address.ts';

it('is a name under https that others can know', () => {
	for (const origin of ['https://stadt.example', 'https://funk.stadt.example:8443', 'https://xn--mller-kva.de'])
		expect([origin, isPublicHttps(origin)]).toEqual([origin, true]);
	for (const origin of [
		...['http://stadt.example', 'https://localhost:8080', 'https://rathaus', 'https://funk.local', 'nichts'],
		...['https://10.0.0.7', 'https://[fd00::7]', 'https://funk.stadt.internal', 'https://a.home.arpa'],
	])
		expect([origin, isPublicHttps(origin)]).toEqual([origin, false]);
});
