import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';

interface Shortcut {
	readonly key: string;
	/** What it does, for the list of all keys. */
	readonly label: string;
	readonly act: () => void;
}

interface Board {
	add(shortcut: Shortcut): () => void;
	list(): readonly Shortcut[];
}

const BoardContext = createContext<Board | null>(null);

/** A single key that acts while no field has the focus and no dialog is open. */
export const useShortcut = (key: string, label: string, act: () => void): void => {
	const board = useContext(BoardContext);
	const latest = useRef(act);
	useEffect(() => {
		latest.current = act;
	});
	useEffect(() => board?.add({ key, label, act: () => latest.current() }), [board, key, label]);
};

/** Every key that works on this page. */
export const useShortcuts = (): (() => readonly Shortcut[]) => {
	const board = useContext(BoardContext);
	return () => board?.list() ?? [];
};

type KeyboardProps = Readonly<{ enabled: boolean; children: ReactNode }>;

/** Listens for single keys. Who is disturbed by them switches them off. SPEC: WCAG 2.1.4 */
export function Keyboard({ enabled, children }: KeyboardProps) {
	const board = useMemo(createBoard, []);
	useEffect(() => {
		if (!enabled) return;
		const press = (event: KeyboardEvent) => {
			if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
			const shortcut = board.list().findLast(({ key }) => key === event.key.toLowerCase());
			if (!shortcut) return;
			event.preventDefault();
			shortcut.act();
		};
		document.addEventListener('keydown', press);
		return () => document.removeEventListener('keydown', press);
	}, [board, enabled]);
	return <BoardContext value={board}>{children}</BoardContext>;
}

const createBoard = (): Board => {
	const shortcuts = new Set<Shortcut>();
	return {
		add(shortcut) {
			shortcuts.add(shortcut);
			return () => shortcuts.delete(shortcut);
		},
		list: () => [...shortcuts],
	};
};

const isBusy = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement &&
	(target.isContentEditable ||
		target.closest(
			'input:not([type="checkbox"], [type="radio"]), textarea, select, [role="menu"], [role="dialog"], [role="alertdialog"], [role="listbox"]',
		) !== null ||
		document.querySelector('.veil') !== null);
