import { useSyncExternalStore } from 'react';

const choices = {
	theme: ['system', 'light', 'dark'],
	density: ['normal', 'compact', 'roomy'],
	keys: ['on', 'off'],
	/** `auto`: the navigation folds where the page needs the room. */
	rail: ['auto', 'folded', 'open'],
} as const;

type Choices = typeof choices;
type Name = keyof Choices;
type Value<N extends Name> = Choices[N][number];

const listeners = new Set<() => void>();

/** A setting of this person in this browser. The first choice is the default. */
export const preference = <N extends Name>(name: N): Value<N> => {
	const stored = localStorage.getItem(`amtsfunk.${name}`);
	const values: readonly Value<N>[] = choices[name];
	const [first] = choices[name];
	return values.find((value) => value === stored) ?? first;
};

export const prefer = <N extends Name>(name: N, value: Value<N>): void => {
	localStorage.setItem(`amtsfunk.${name}`, value);
	applyPreferences();
	for (const tell of listeners) tell();
};

/** Writes theme and density where the styles read them. */
export const applyPreferences = (): void => {
	const { dataset } = document.documentElement;
	const theme = preference('theme');
	if (theme === 'system') delete dataset['theme'];
	else dataset['theme'] = theme;
	dataset['density'] = preference('density');
};

const subscribe = (listener: () => void): (() => void) => {
	listeners.add(listener);
	return () => listeners.delete(listener);
};

export const usePreference = <N extends Name>(name: N): Value<N> =>
	useSyncExternalStore(subscribe, () => preference(name));
