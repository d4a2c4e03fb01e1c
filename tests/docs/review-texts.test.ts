import { expect, it } from 'vitest';

import { facebookOAuth } from '#modules/channels/adapters/facebook/wire.ts';
import { instagramOAuth } from '#modules/channels/adapters/instagram/wire.ts';
import { linkedinOAuth } from '#modules/channels/adapters/linkedin/wire.ts';
import { threadsOAuth } from '#modules/channels/adapters/threads/agreement.ts';
import { youtubeOAuth } from '#modules/channels/adapters/youtube/wire.ts';
import de from '#web/languages/de/channels.json' with { type: 'json' };
import en from '#web/languages/en/channels.json' with { type: 'json' };

const reviewed = {
	facebook: facebookOAuth,
	instagram: instagramOAuth,
	linkedin: linkedinOAuth,
	threads: threadsOAuth,
	youtube: youtubeOAuth,
} as const;
const names = Object.keys(reviewed) as (keyof typeof reviewed)[];

it.each(names)('the text for the reviewers of %s says what each right is for, in their language', (name) => {
	const { review } = en.agree[name];
	expect(de.agree[name].review).toBe(review);
	const rights = Object.keys(reviewed[name]('https://network.example').rights).map((right) => right.split('/').at(-1));
	const explained = [...review.matchAll(/^([\w.-]+): /gm)].map(([, right]) => right);
	expect(explained.toSorted()).toEqual(rights.toSorted());
});

it.each(names)(
	'shows the reviewers of %s how a post is corrected and taken back, or says that it cannot be',
	(name) => {
		const test = en.agree[name].review.split('To test:').at(-1) ?? '';
		expect(test).toMatch(/“Correct”|cannot be changed there/);
		expect(test).toContain('“Withdraw”');
	},
);
