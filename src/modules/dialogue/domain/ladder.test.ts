import { describe, expect, it } from 'vitest';

import { afterAttempt, checkStep, ladderFor, mayConfirm } from './ladder.ts';

const nothing = { hide: false, remove: false, report: false, block: false, ours: false };
const mastodon = { ...nothing, report: true, block: true };
const now = Date.UTC(2026, 2, 2);
const rules = ['1', '2'];
const check = (wanted: Partial<Parameters<typeof checkStep>[0]>, can = mastodon) =>
	checkStep({ step: 'block', rule: '1', until: null, ...wanted }, { ladder: ladderFor(can), rules, now });
const type = (result: ReturnType<typeof check>) => (result.ok ? 'ok' : result.error.type);

describe('the ladder', () => {
	it('offers what a channel can and says why it cannot do the rest', () => {
		const said = (can: typeof nothing | null) =>
			ladderFor(can).map((rung) => (rung.means === null ? rung.why : rung.means));
		expect(said(mastodon)).toEqual(['reply', 'no-hide', 'report', 'block', 'block']);
		expect(said({ ...nothing, hide: true })).toEqual(['reply', 'hide', 'no-delete', 'no-block', 'no-block']);
		expect(said({ ...mastodon, remove: true })).toEqual(['reply', 'no-hide', 'remove', 'block', 'block']);
		expect(said({ ...nothing, ours: true })).toEqual(['reply', 'not-public', 'erase', 'nobody-known', 'nobody-known']);
		expect(new Set(said(null))).toEqual(new Set(['no-connection']));
	});

	it('asks for a second person from the deletion on', () => {
		const second = ladderFor({ ...mastodon, hide: true }).map((rung) => rung.means !== null && rung.second);
		expect(second).toEqual([false, false, true, true, true]);
	});

	it('takes no step without a rule in force, nor a block for a time without an end', () => {
		expect(type(check({}))).toBe('ok');
		expect(type(check({ rule: '9' }))).toBe('moderation.no-such-rule');
		expect(type(check({ step: 'hide' }))).toBe('moderation.step-unavailable');
		expect(type(check({ step: 'block-until' }))).toBe('moderation.end-missing');
		expect(type(check({ step: 'block-until', until: now }))).toBe('moderation.end-missing');
		expect(type(check({ step: 'block-until', until: now + 400 * 86_400_000 }))).toBe('moderation.end-too-far');
		expect(type(check({ step: 'block-until', until: now + 86_400_000 }))).toBe('ok');
	});

	it('is confirmed by somebody else, in time', () => {
		const act = { state: 'proposed', byId: 'a', expiresAt: now + 1 } as const;
		expect(mayConfirm(act, { personId: 'a', now })).toMatchObject({ error: { type: 'moderation.same-person' } });
		expect(mayConfirm(act, { personId: 'b', now: now + 1 })).toMatchObject({
			error: { type: 'moderation.proposal-over' },
		});
		expect(mayConfirm({ ...act, state: 'standing' }, { personId: 'b', now }).ok).toBe(false);
		expect(mayConfirm(act, { personId: 'b', now }).ok).toBe(true);
	});
});

describe('an attempt', () => {
	it('is repeated where that is harmless, and left to a person where it is not', () => {
		expect(afterAttempt('lost', { attempts: 1, means: 'report' }).sending).toBe('unclear');
		expect(afterAttempt('lost', { attempts: 1, means: 'block' })).toEqual({ sending: 'waiting', waitMs: 60_000 });
		expect(afterAttempt('lost', { attempts: 8, means: 'hide' }).sending).toBe('unclear');
		expect(afterAttempt('not-sent', { attempts: 2, means: 'report' })).toEqual({ sending: 'waiting', waitMs: 120_000 });
		expect(afterAttempt('not-sent', { attempts: 8, means: 'report' }).sending).toBe('refused');
	});
});
