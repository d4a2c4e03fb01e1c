import { expect, it } from 'vitest';

import { decideVoice, firstState, holdsBack, publicStates } from './voice.ts';

it('shows nothing unless the unit opened it, and only what a person or the rule lets through', () => {
	expect(publicStates('off')).toEqual([]);
	expect(publicStates('approval')).toEqual(['shown']);
	expect(publicStates('at-once')).toEqual(['shown', 'clear']);
	for (const visibility of ['unlisted', 'followers', 'private']) expect(firstState(visibility)).toBe('narrow');
	expect(firstState('public')).toBe('unread');
});

it('holds back what a person must look at first', () => {
	expect(holdsBack([{ type: 'personal' }])).toBe(true);
	expect(holdsBack([{ type: 'insult' }])).toBe(true);
	expect(holdsBack([{ type: 'personal', dismissed: true }, { type: 'kind' }])).toBe(false);
});

it('binds a yes to the words that were read', () => {
	const clear = { state: 'clear', words: 'a', alive: true } as const;
	const show = { decision: 'show', reason: '', seen: 'a' } as const;
	expect(decideVoice(clear, show)).toEqual({ ok: true, value: 'shown' });
	expect(decideVoice({ ...clear, state: 'held' }, show).ok).toBe(true);
	expect(decideVoice({ ...clear, words: 'b' }, show)).toMatchObject({ error: { type: 'voice.changed-meanwhile' } });
	expect(decideVoice({ ...clear, alive: false }, show)).toMatchObject({ error: { type: 'voice.changed-meanwhile' } });
	expect(decideVoice({ ...clear, state: 'narrow' }, show)).toMatchObject({ error: { type: 'voice.not-public' } });
	const hide = { ...show, decision: 'hide' } as const;
	expect(decideVoice(clear, hide)).toMatchObject({ error: { type: 'voice.reason-missing' } });
	expect(decideVoice(clear, { ...hide, reason: 'Werbung' })).toEqual({ ok: true, value: 'hidden' });
});
