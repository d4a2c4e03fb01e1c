import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decideReply, narrower, visibilities } from './reply.ts';

const any = fc.constantFrom(...visibilities);

describe('a reply', () => {
	it('is never wider than its message', () => {
		fc.assert(
			fc.property(any, any, (message, asked) => {
				const decided = decideReply(
					{ state: 'open', version: 3, visibility: message },
					{ seenVersion: 3, visibility: asked },
				);
				const wider = visibilities.indexOf(asked) < visibilities.indexOf(message);
				expect(decided.ok).toBe(!wider);
			}),
		);
	});
	it('does not pass what its writer has not read', () => {
		const thread = { state: 'open', version: 4, visibility: 'public' } as const;
		expect(decideReply(thread, { seenVersion: 3, visibility: 'public' })).toMatchObject({
			error: { type: 'conversation.moved-on', version: 4 },
		});
	});
	it('does not go into a closed conversation', () => {
		const thread = { state: 'closed', version: 1, visibility: 'public' } as const;
		expect(decideReply(thread, { seenVersion: 1, visibility: 'public' })).toMatchObject({
			error: { type: 'conversation.closed' },
		});
	});
	it('takes the narrower of two visibilities, whichever comes first', () => {
		fc.assert(
			fc.property(any, any, (a, b) => {
				expect(narrower(a, b)).toBe(narrower(b, a));
			}),
		);
		expect(narrower('public', 'private')).toBe('private');
	});
});
