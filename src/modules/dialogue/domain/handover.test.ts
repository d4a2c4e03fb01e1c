import { expect, test } from 'vitest';

import { afterAttempt, checkAddress, checkReference, leastData } from './handover.ts';

test('any yes to the four questions asks for a file reference', () => {
	expect(checkReference([], '')).toEqual({ ok: true, value: null });
	expect(checkReference(['who'], '')).toMatchObject({ ok: false, error: { type: 'handover.needs-file-reference' } });
	expect(checkReference(['who'], '32-1/2026')).toEqual({ ok: true, value: '32-1/2026' });
});

test('an address fits its kind, and nothing leaves in the clear', () => {
	expect(checkAddress('webhook', 'http://fach.example/').ok).toBe(false);
	expect(checkAddress('webhook', 'https://fach.example/ein').ok).toBe(true);
	expect(checkAddress('mailbox', 'buergerbuero').ok).toBe(false);
	expect(checkAddress('phone', '115').ok).toBe(true);
});

test('the least data names nobody', () => {
	const data = leastData({
		channel: 'mastodon',
		day: '2026-03-02',
		words: '@stadt@musterstadt.example Wo ist mein Antrag?',
	});
	expect(data).toBe('Eingang: 2026-03-02, mastodon\nAnliegen: Wo ist mein Antrag?');
});

test('only what surely did nothing is sent again', () => {
	expect(afterAttempt({ kind: 'status', status: 202 }, 1).sending).toBe('sent');
	expect(afterAttempt({ kind: 'unreachable' }, 1)).toEqual({ sending: 'waiting', waitMs: 60_000 });
	expect(afterAttempt({ kind: 'unreachable' }, 8).sending).toBe('refused');
	expect(afterAttempt({ kind: 'lost' }, 1).sending).toBe('unclear');
	expect(afterAttempt({ kind: 'status', status: 500 }, 1).sending).toBe('unclear');
	expect(afterAttempt({ kind: 'status', status: 422 }, 1).sending).toBe('refused');
});
