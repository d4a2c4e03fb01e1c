import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { checkPostEndpoint } from '#contract/editorial.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

/** How the post comes out, with own words for one channel. */
const look = async (id: string, own: Readonly<Record<string, string>> = {}) => {
	const { title, text, language, renditions, outlets } = await desk.read(id);
	const channelOf = (presenceId: string) => outlets.find((one) => one.id === presenceId)?.channel ?? '';
	const spoken = renditions.map((one) => ({ ...one, text: own[channelOf(one.presenceId)] ?? one.text }));
	const input = { postId: id, title, text, language, renditions: spoken, media: [] };
	const { body } = await desk.office.call(checkPostEndpoint, input, desk.anna);
	const of = (channel: string) => body.renditions.find(({ presenceId }) => channelOf(presenceId) === channel);
	return { findings: body.findings, of };
};

describe('renditions', () => {
	it('show beside their own words what the statement would say there', async () => {
		const id = await desk.draft('Freibad öffnet', 'Ab Samstag ist das Freibad offen.');
		const { of } = await look(id, { bluesky: 'Endlich Sommer: Freibad offen.' });
		expect(of('bluesky')).toMatchObject({
			text: 'Endlich Sommer: Freibad offen.',
			house: 'Freibad öffnet\n\nAb Samstag ist das Freibad offen.',
		});
		expect(of('mastodon')?.text).toBe(of('mastodon')?.house);
	});
});
