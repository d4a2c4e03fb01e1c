import { expect, it } from 'vitest';

import { handlesToLookFor, plainHandle } from './handle.ts';

it.each([
	['@Waldkauz@Social.Example', 'waldkauz@social.example'],
	[' waldkauz ', 'waldkauz'],
	['https://social.example/@waldkauz', 'waldkauz@social.example'],
	['https://social.example/users/waldkauz/statuses/1', 'waldkauz@social.example'],
	['https://social.example/@eule@anders.example', 'eule@anders.example'],
	['https://bsky.app/profile/waldkauz.example', 'waldkauz.example'],
	['@waldkauz.example', 'waldkauz.example'],
])('%s is looked for as %s', (written, plain) => expect(plainHandle(written)).toBe(plain));

it('a name with its server is also looked for as our own server writes it', () => {
	expect(handlesToLookFor('@waldkauz@social.example')).toEqual(['waldkauz@social.example', 'waldkauz']);
	expect(handlesToLookFor('waldkauz')).toEqual(['waldkauz']);
	expect(handlesToLookFor(' @ ')).toEqual([]);
});
