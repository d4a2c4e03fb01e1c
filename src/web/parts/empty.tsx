import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

import { seconds } from '#kernel/time.ts';

import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

const icons = { done: 'circle-check', 'not-yet': 'inbox', 'no-hit': 'search' } as const satisfies Record<
	string,
	IconName
>;

type EmptyProps = Readonly<{
	/** Everything done, nothing there yet (say the first step), or nothing found (offer to drop the filter). */
	kind: keyof typeof icons;
	title: string;
	children?: ReactNode;
	act?: ReactNode;
}>;

/** Where a list would stand: says that this is good, or what to do. */
export function Empty({ kind, title, children, act }: EmptyProps) {
	return (
		<div className="empty">
			<Icon name={icons[kind]} />
			<b>{title}</b>
			{children && <p>{children}</p>}
			{act}
		</div>
	);
}

type LoadingProps = Readonly<{ what?: string }>;

/** Nothing for 300 ms, then grey bars and a status; after five seconds a sentence. */
export function Loading({ what }: LoadingProps) {
	const say = useTranslations('common.loading');
	const [stage, setStage] = useState<'quiet' | 'bars' | 'slow'>('quiet');
	useEffect(() => {
		const bars = setTimeout(() => setStage('bars'), 300);
		const slow = setTimeout(() => setStage('slow'), seconds(5));
		return () => {
			clearTimeout(bars);
			clearTimeout(slow);
		};
	}, []);
	if (stage === 'quiet') return <div className="skel" aria-busy="true" />;
	return (
		<>
			<div className="skel" aria-hidden="true">
				<i />
				<i />
				<i />
			</div>
			<p className={stage === 'slow' ? 'hint pad' : 'sr'} role="status">
				{say('status', { what: what ?? say('things') })}
				{stage === 'slow' && `. ${say('slow')}`}
			</p>
		</>
	);
}
