import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

const kinds = {
	block: { className: 'block', icon: 'octagon-x' },
	warning: { className: 'warn', icon: 'triangle-alert' },
	hint: { className: 'tip', icon: 'info' },
	passed: { className: 'ok', icon: 'circle-check' },
	unclear: { className: 'unclear', icon: 'circle-help' },
	quiet: { className: 'quiet', icon: 'info' },
} as const satisfies Record<string, { className: string; icon: IconName }>;

type CalloutProps = Readonly<{
	kind: keyof typeof kinds;
	/** The finding in a few words; without it the kind's own word stands there. */
	title?: ReactNode;
	children?: ReactNode;
	/** The mend in one click. */
	act?: ReactNode;
}>;

/** What a check found, or a note in place: bar, icon, word, sentence, mend. */
export function Callout({ kind, title, children, act }: CalloutProps) {
	const say = useTranslations('common.check');
	return (
		<div className={`note ${kinds[kind].className}`}>
			<Icon name={kinds[kind].icon} />
			<b>
				{title !== undefined && <span className="sr">{say(kind)}: </span>}
				{title ?? say(kind)}
			</b>
			{children && <div>{children}</div>}
			{act && <div className="acts">{act}</div>}
		</div>
	);
}

const bands = {
	sample: 'graduation-cap',
	practice: 'graduation-cap',
	lab: 'flask-conical',
	paused: 'pause',
	offline: 'info',
} as const satisfies Record<string, IconName>;

type BandProps = Readonly<{ kind: keyof typeof bands; title: string; children?: ReactNode; end?: ReactNode }>;

/** Lies above the page on every screen it concerns, and cannot be closed. */
export function Band({ kind, title, children, end }: BandProps) {
	return (
		<div className={`band ${kind}`}>
			<Icon name={bands[kind]} size="l" />
			<span>
				<b>{title}</b> {children}
			</span>
			{end && <span className="end">{end}</span>}
		</div>
	);
}
