import { expect, it } from 'vitest';

import { instant } from '#kernel/time.ts';

import { fieldOf } from '../../domain/surprise.ts';
import { graphWording, isMissing } from './graph.ts';

const refused = (code: number, message: string, more: object = {}) => {
	const answer = {
		status: 400,
		headers: new Headers(),
		body: { error: { code, message, ...more } },
		bytes: new Uint8Array(),
	};
	const call = { method: 'GET', path: '/v25.0/1/feed', purpose: 'read' } as const;
	const reason = `HTTP 400: ${graphWording.words(answer)}`;
	return graphWording.means({ answer, call, reason, now: instant('2026-03-02T08:00:00Z') });
};

it.each([
	[100, '(#100) Tried accessing nonexisting field (reactions) on node type (Page)'],
	[100, '(#100) The value must be a valid insights metric'],
	[100, 'Invalid metric: page_fans'],
	[2500, 'Unknown path components: /feeds'],
	[2500, 'Unsupported version v25.0'],
	[12, '(#12) published_posts field is deprecated for versions v26.0 and higher'],
	[2635, '(#2635) You are calling a deprecated version. Please update.'],
])('error %d, "%s": what we ask for is there no more, and that raises the alarm', (code, message) => {
	const failure = refused(code, message);
	expect(failure).toMatchObject({ type: 'channel.changed' });
	expect(fieldOf(failure && 'reason' in failure ? failure.reason : '')).toBe('version');
});

it('a wrong request, a missing object and a refused link stay what they were', () => {
	expect(refused(100, '(#100) The parameter message is too long')).toBeNull();
	expect(refused(100, 'Unsupported get request', { error_subcode: 33 })).toBeNull();
	expect(isMissing({ type: 'channel.rejected', field: 'text', reason: 'HTTP 400: (#100/33) gone' })).toBe(true);
	expect(refused(190, 'Invalid OAuth access token')).toMatchObject({ type: 'channel.unauthorised' });
});
