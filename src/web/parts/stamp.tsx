import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

const stamps = {
	waiting: 'clock',
	sending: 'send',
	published: 'circle-check',
	refused: 'octagon-x',
	unclear: 'circle-help',
	withdrawn: 'undo-2',
	draft: 'pen-line',
	approval: 'stamp',
	planned: 'calendar-clock',
	missing: 'triangle-alert',
	handover: 'forward',
	due: 'clock',
	over: 'clock',
} as const satisfies Record<string, IconName>;

export type StampState = keyof typeof stamps;

type StampProps = Readonly<{ state: StampState; children?: ReactNode }>;

/** The state of a thing: icon and word. `children` replace the word where a closer one exists ("Freigabe fehlt"). */
export function Stamp({ state, children }: StampProps) {
	const say = useTranslations('common');
	return (
		<span className={`st st-${state}`}>
			<Icon name={stamps[state]} />
			{children ?? say(`state.${state}`)}
		</span>
	);
}

type MarkProps = Readonly<{ icon: IconName; tone?: 'refused' | 'unclear' | 'appr' }>;

/** The round mark at the head of a row. */
export function Mark({ icon, tone }: MarkProps) {
	return (
		<span className={tone ? `gl ${tone}` : 'gl'}>
			<Icon name={icon} />
		</span>
	);
}
