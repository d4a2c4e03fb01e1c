import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openWrongPlace, type Place, type Wrong } from './wrong.ts';
import { prepareBluesky, wrongAtBluesky } from './wrong-bluesky.ts';
import { prepareFacebook, wrongAtFacebook } from './wrong-facebook.ts';
import { prepareInstagram, wrongAtInstagram } from './wrong-instagram.ts';
import { prepareLinkedin, wrongAtLinkedin } from './wrong-linkedin.ts';
import { prepareMastodon, wrongAtMastodon } from './wrong-mastodon.ts';
import { prepareThreads, wrongAtThreads } from './wrong-threads.ts';
import { prepareX, wrongAtX } from './wrong-x.ts';
import { prepareYoutube, wrongAtYoutube } from './wrong-youtube.ts';

const tables = [
	['mastodon', prepareMastodon, wrongAtMastodon],
	['bluesky', prepareBluesky, wrongAtBluesky],
	['x', prepareX, wrongAtX],
	['linkedin', prepareLinkedin, wrongAtLinkedin],
	['facebook', prepareFacebook, wrongAtFacebook],
	['youtube', prepareYoutube, wrongAtYoutube],
	['instagram', prepareInstagram, wrongAtInstagram],
	['threads', prepareThreads, wrongAtThreads],
] as const satisfies readonly (readonly [
	Parameters<typeof openWrongPlace>[0],
	Parameters<typeof openWrongPlace>[1],
	readonly Wrong[],
])[];

describe.each(tables)('wrong requests to %s', (network, prepare, wrongs) => {
	let place: Place;
	let close: () => Promise<void>;
	beforeAll(async () => {
		({ place, close } = await openWrongPlace(network, prepare));
	});
	afterAll(() => close());

	it('are at least thirty', () => {
		expect(wrongs.length).toBeGreaterThanOrEqual(30);
	});

	it.each(wrongs.map((wrong) => [wrong.name, wrong] as const))('%s', async (_, { before, ask, status, says }) => {
		await before?.(place);
		const answer = await place.call(ask(place));
		expect([answer.status, JSON.stringify(answer.body)]).toEqual([status, expect.stringMatching(says)]);
	});
});
