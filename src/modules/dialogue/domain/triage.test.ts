import { describe, expect, it } from 'vitest';

import type { Instant } from '#kernel/time.ts';

import { decideTriage, type Sorted, type TriageAct } from './triage.ts';

const now = 1_000_000 as Instant;
const soon = 2_000_000 as Instant;
const fresh: Sorted = {
	...{ state: 'open', assigneeId: null, priority: 'normal', labels: ['a'], snoozed: null, answered: false },
};
const decide = (act: TriageAct, given: Partial<Sorted> = {}) => {
	const decided = decideTriage({ ...fresh, ...given }, act, now);
	return decided.ok ? decided.value : decided.error.type;
};

describe('sorting a conversation', () => {
	it.each<TriageAct>([
		{ do: 'assign', personId: 'p' },
		{ do: 'label', add: ['b', 'c'], remove: ['a'] },
		{ do: 'prioritise', priority: 'urgent' },
		{ do: 'snooze', until: soon, reason: 'Bauhof' },
		{ do: 'close', reason: 'erledigt' },
		{ do: 'turn', state: 'waiting' },
	])('can be taken back: $do', (act) => {
		const change = decideTriage(fresh, act, now);
		if (!change.ok || change.value === null || change.value.undo === null) throw new Error('nothing changed');
		const after = { ...fresh, ...change.value.set };
		expect(after).not.toEqual(fresh);
		const back = decideTriage(after, change.value.undo, now);
		expect(back.ok && { ...after, ...back.value?.set }).toEqual(fresh);
	});

	it('changes nothing that is so already', () => {
		expect(decide({ do: 'assign', personId: null })).toBeNull();
		expect(decide({ do: 'label', add: ['a'], remove: ['b'] })).toBeNull();
		expect(decide({ do: 'wake' })).toBeNull();
		expect(decide({ do: 'turn', state: 'open' })).toBeNull();
	});

	it('refuses what makes no sense', () => {
		expect(decide({ do: 'snooze', until: now, reason: '' })).toBe('conversation.snooze-past');
		expect(decide({ do: 'snooze', until: soon, reason: '' }, { state: 'closed' })).toBe('conversation.closed');
		expect(decide({ do: 'turn', state: 'answered' })).toBe('conversation.not-answered');
		const labels = Array.from({ length: 10 }, (_, n) => `l${n}`);
		expect(decide({ do: 'label', add: ['x'], remove: [] }, { labels })).toBe('conversation.too-many-labels');
	});

	it('stops the clock while it is not our turn, and lets it go on after', () => {
		const clock = (act: TriageAct, given: Partial<Sorted> = {}) => {
			const change = decide(act, given);
			return typeof change === 'object' ? change?.clock : change;
		};
		expect(clock({ do: 'turn', state: 'waiting' })).toBe('stops');
		expect(clock({ do: 'turn', state: 'open' }, { state: 'waiting' })).toBe('goes-on');
		expect(clock({ do: 'turn', state: 'open' }, { state: 'answered' })).toBe('anew');
		expect(clock({ do: 'turn', state: 'open' }, { state: 'closed' })).toBe('as-before');
		expect(clock({ do: 'snooze', until: soon, reason: '' })).toBe('stays');
	});
});
