import { expect, it } from 'vitest';

import { decideChange, type Sent } from './sent.ts';
import { troubleOf } from './trouble.ts';

const standing: Sent = { direction: 'out', delivery: 'published', sealed: false, changing: false };
const all = { edit: true, withdraw: true };
const word = (sent: Sent, what: 'edit' | 'withdraw', abilities = all) => {
	const decided = decideChange(sent, what, abilities);
	return decided.ok ? decided.value : decided.error.type;
};

it('changes only what we said, where it stands, one change at a time, and as the network lets us', () => {
	expect(word(standing, 'edit')).toBe('carry');
	expect(word(standing, 'withdraw')).toBe('carry');
	expect(word(standing, 'edit', { ...all, edit: false })).toBe('answer.cannot-edit');
	expect(word(standing, 'withdraw', { ...all, withdraw: false })).toBe('answer.cannot-withdraw');
	expect(word({ ...standing, direction: 'in' }, 'edit')).toBe('conversation.no-such-message');
	expect(word({ ...standing, changing: true }, 'withdraw')).toBe('answer.change-under-way');
	expect(word({ ...standing, sealed: true }, 'withdraw')).toBe('answer.not-out');
	for (const delivery of ['refused', 'unclear', 'withdrawn'] as const)
		expect(word({ ...standing, delivery }, 'withdraw')).toBe('answer.not-out');
});

it('stops what still waits, even where nothing can be taken back', () => {
	expect(word({ ...standing, delivery: 'waiting' }, 'withdraw', { edit: false, withdraw: false })).toBe('stop');
	expect(word({ ...standing, delivery: 'waiting' }, 'edit')).toBe('answer.not-out');
});

it('says in one word why an answer does not stand where it should', () => {
	const of = (state: 'waiting' | 'refused' | 'unclear', type: string | null, more: object = {}) =>
		troubleOf({ state, held: null, reason: type === null ? null : { type, ...more }, attempts: 1 });
	expect(of('refused', 'channel.rejected', { field: 'replyTo' })).toBe('gone');
	expect(of('refused', 'channel.rejected', { field: 'visibility' })).toBe('circle');
	expect(of('refused', 'channel.rejected', { field: 'text' })).toBe('refused');
	expect(of('refused', 'channel.unauthorised')).toBe('no-access');
	expect(of('refused', 'channel.exhausted')).toBe('limit');
	expect(of('waiting', 'channel.throttled')).toBe('slowed');
	expect(of('waiting', 'channel.unreachable')).toBe('unreachable');
	expect(of('unclear', 'channel.unclear')).toBe('unclear');
	expect(troubleOf({ state: 'waiting', held: null, reason: null, attempts: 0 })).toBeNull();
	expect(troubleOf({ state: 'waiting', held: 'presence', reason: null, attempts: 0 })).toBe('unreachable');
	expect(troubleOf({ state: 'waiting', held: 'paused', reason: null, attempts: 0 })).toBe('held');
});
