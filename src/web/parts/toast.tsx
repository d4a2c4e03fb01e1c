import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

import { seconds } from '#kernel/time.ts';

import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

interface Notice {
	readonly text: string;
	readonly undo?: () => void;
}

/** Says what was done, and how to undo it within ten seconds. Never for failures. */
export type Announce = (text: string, undo?: () => void) => void;

const AnnounceContext = createContext<Announce>(() => undefined);
export const useAnnounce = (): Announce => useContext(AnnounceContext);

const STAYS_MS = seconds(10);

type ToastsProps = Readonly<{ children: ReactNode }>;

/** The place at the bottom left where one notice at a time is said. */
export function Toasts({ children }: ToastsProps) {
	const say = useTranslations('common.act');
	const [notice, setNotice] = useState<Notice | null>(null);
	const [held, setHeld] = useState(false);
	const announce = useCallback<Announce>((text, undo) => setNotice(undo ? { text, undo } : { text }), []);
	useEffect(() => {
		if (notice === null || held) return;
		const going = setTimeout(() => setNotice(null), STAYS_MS);
		return () => clearTimeout(going);
	}, [notice, held]);
	const undo = () => {
		notice?.undo?.();
		setNotice(null);
	};
	return (
		<AnnounceContext value={announce}>
			{children}
			<div
				className="toasts"
				role="status"
				onFocus={() => setHeld(true)}
				onBlur={() => setHeld(false)}
				onPointerEnter={() => setHeld(true)}
				onPointerLeave={() => setHeld(false)}
			>
				{notice && (
					<div className="toast">
						<Icon name="circle-check" />
						<span>{notice.text}</span>
						{notice.undo && (
							<Button small icon="undo-2" onPress={undo}>
								{say('undo')}
							</Button>
						)}
					</div>
				)}
			</div>
		</AnnounceContext>
	);
}
