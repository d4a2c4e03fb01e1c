import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';

import type { ConversationItem } from '#contract/dialogue.ts';

import { useShortcut } from '../parts/keys.tsx';
import { useOffice } from '../shell/office.tsx';
import { type Filter, toSearch } from './filter.ts';
import { useTriage } from './triage-desk.tsx';
import type { Target } from './triage-target.ts';

interface Keys {
	readonly items: readonly ConversationItem[];
	readonly filter: Filter;
	/** The one that is open. */
	readonly openId: string | undefined;
	/** It may not be in the list any more. */
	readonly open: Target | undefined;
}

/** The conversation in the list that has the focus. */
const focusedId = (): string | undefined =>
	document.activeElement?.closest<HTMLElement>('[data-conversation]')?.dataset['conversation'];

/** Sorting by single keys: they act on what is chosen, else on what has the focus in the list, else on what is open. */
export const useTriageKeys = ({ items, filter, openId, open }: Keys): void => {
	const say = useTranslations('dialogue.keys');
	const navigate = useNavigate();
	const { person } = useOffice();
	const { selected, toggle, run, ask } = useTriage();
	const current = () => focusedId() ?? openId;
	const targets = (): readonly Target[] => {
		const chosen = items.filter(({ id }) => selected.has(id));
		if (chosen.length > 0) return chosen;
		const one = items.find(({ id }) => id === current()) ?? open;
		return one ? [one] : [];
	};
	const step = useStep(items, current, (id) => void navigate({ to: `/dialog/${id}`, search: toSearch(filter) }));
	const askOf = (what: 'snooze' | 'label') => {
		const found = targets();
		if (found.length > 0) ask(what, found);
	};
	useShortcut('j', say('next'), () => step(1));
	useShortcut('k', say('previous'), () => step(-1));
	useShortcut('x', say('choose'), () => {
		const id = current();
		if (id !== undefined && items.some((item) => item.id === id)) toggle(id);
	});
	useShortcut('a', say('to-me'), () => void run({ do: 'assign', personId: person.id }, targets()));
	useShortcut('l', say('label'), () => askOf('label'));
	useShortcut('s', say('snooze'), () => askOf('snooze'));
	useShortcut('e', say('close'), () => void run({ do: 'close', reason: '' }, targets()));
};

/** To the next or the one before. Where the present one has left the list, what moved into its place is next. */
const useStep = (
	items: readonly ConversationItem[],
	current: () => string | undefined,
	go: (id: string) => void,
): ((by: 1 | -1) => void) => {
	const place = useRef(-1);
	const at = items.findIndex(({ id }) => id === current());
	useEffect(() => {
		if (at >= 0) place.current = at;
	}, [at]);
	return (by) => {
		const now = items.findIndex(({ id }) => id === current());
		const next = now >= 0 ? now + by : by > 0 ? Math.max(0, place.current) : place.current - 1;
		const item = items[Math.min(next, items.length - 1)];
		if (item && next >= 0) go(item.id);
	};
};

/** In the list, arrows, Home and End move from one conversation to another. */
export const moveInList = (event: KeyboardEvent<HTMLElement>): void => {
	const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a.cv')];
	const focused = document.activeElement?.closest('[data-conversation]')?.querySelector<HTMLElement>('a.cv');
	const at = focused ? links.indexOf(focused) : -1;
	const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
	const link = to === undefined ? undefined : links[to];
	if (!link) return;
	event.preventDefault();
	link.focus();
};
