const focused = new WeakSet<HTMLElement>();

/** Moves the focus to an element once, when it appears. For `ref`. */
export const focusOnce = (element: HTMLElement | null): void => {
	if (element === null || focused.has(element)) return;
	focused.add(element);
	element.focus();
};
