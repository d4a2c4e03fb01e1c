import { describe, expect, it } from 'vitest';

import type { DeliveryView } from '#contract/delivery.ts';

import { threadStories } from './thread-story.ts';

const view = (number: number, change: Partial<DeliveryView> = {}): DeliveryView => ({
	...{ id: `d${number}`, source: 'editorial', subject: 's', unitId: 'u', operation: 'publish', state: 'published' },
	...{ presence: { id: 'm', name: 'Mastodon', channel: 'mastodon' }, title: 'T', practice: false, held: null },
	...{ dueAt: '2026-03-02T08:00:00Z', nextAt: null, attempts: 1, sentAt: null, looks: 0, lookedAt: null },
	...{ settledAt: null, url: null, reason: null, before: null, mayResolve: true, part: { number, of: 3 } },
	...change,
});
const told = (...items: readonly DeliveryView[]) =>
	threadStories(items).map(({ out, of, next }) => `${out}/${of} ${next ? `${next.number} ${next.stands}` : 'done'}`);

describe('the story of a thread', () => {
	it('says how much is out, and what the first part that is not waits for', () => {
		expect(told(view(1), view(2), view(3))).toEqual(['3/3 done']);
		const held = { state: 'waiting', held: 'part' } as const;
		expect(told(view(1), view(2, { state: 'unclear' }), view(3, held))).toEqual(['1/3 2 unclear']);
		expect(told(view(1), view(2, { state: 'waiting', held: 'paused' }), view(3, held))).toEqual(['1/3 2 paused']);
		expect(told(view(1), view(2, { state: 'waiting' }), view(3, held))).toEqual(['1/3 2 going']);
	});
	it('goes by what was ordered last, and is silent about what is no thread or was taken back', () => {
		expect(told(view(1), view(2, { state: 'refused' }), view(2), view(3))).toEqual(['3/3 done']);
		expect(told(view(1, { part: null }))).toEqual([]);
		expect(told(view(1, { state: 'waiting' }), view(2, { state: 'waiting', held: 'part' }))).toEqual([]);
		const gone = { state: 'withdrawn' } as const;
		expect(told(view(1, gone), view(2, gone), view(3, gone))).toEqual([]);
		expect(told(view(1), view(2, gone), view(3, gone))).toEqual(['1/3 2 withdrawn']);
	});
});
