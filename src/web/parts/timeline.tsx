import type { ReactNode } from 'react';

export interface TimelineItem {
	readonly key: string;
	/** `9:41`. */
	readonly time: ReactNode;
	readonly state: 'done' | 'next' | 'unclear' | 'later';
	readonly title: ReactNode;
	readonly below?: ReactNode;
}

const classes = { done: 'done', next: 'next', unclear: 'unc', later: undefined } as const;

type TimelineProps = Readonly<{
	items: readonly TimelineItem[];
	/** The present as a blue line before the first item that is still to come. */
	now?: string;
}>;

/** What happens over a day, on one line from top to bottom. */
export function Timeline({ items, now }: TimelineProps) {
	const coming = items.findIndex(({ state }) => state === 'next' || state === 'later');
	const border = coming === -1 ? items.length : coming;
	return (
		<ol className="tl">
			{items.slice(0, border).map(entry)}
			{now && (
				<li className="nowl">
					<span className="now">{now}</span>
				</li>
			)}
			{items.slice(border).map(entry)}
		</ol>
	);
}

const entry = ({ key, time, state, title, below }: TimelineItem) => (
	<li key={key} className={classes[state]}>
		<span className="h">{time}</span>
		<span className="d" />
		<div>
			<div className="x">{title}</div>
			{below && <div className="y">{below}</div>}
		</div>
	</li>
);

export interface ChainLink {
	readonly key: string;
	readonly done: boolean;
	readonly icon: ReactNode;
	readonly text: ReactNode;
	readonly time?: ReactNode;
}

type ChainProps = Readonly<{ links: readonly ChainLink[] }>;

/** Steps of a proof or of a path: ticks on a line, what is pending with an hourglass. */
export function Chain({ links }: ChainProps) {
	return (
		<ol className="chain">
			{links.map(({ key, done, icon, text, time }) => (
				<li key={key} className={done ? undefined : 'pend'}>
					{icon}
					<span>{text}</span>
					{time}
				</li>
			))}
		</ol>
	);
}
