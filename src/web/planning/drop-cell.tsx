import { type DragEvent, type ReactNode, useState } from 'react';

import { instant } from '#kernel/time.ts';

import { useZone } from '../parts/moment.tsx';
import { wallAt } from './days.ts';
import { useMoving } from './moving.ts';

type CellProps = Readonly<{
	className?: string;
	day: string;
	/** The hour the cell stands for; a cell of a whole day keeps the hour a post has. */
	hour?: number;
	children: ReactNode;
}>;

/** What is dragged here without a time of its own begins at this hour. */
const MORNING = 9;

const two = (n: number): string => String(n).padStart(2, '0');

/** A cell of the calendar that takes what is dragged onto it. Minutes stay as they are. */
export function DropCell({ className = '', day, hour, children }: CellProps) {
	const moving = useMoving();
	const zone = useZone();
	const [over, setOver] = useState(false);
	const allow = (event: DragEvent) => {
		if (moving.dragged() === null) return;
		event.preventDefault();
		setOver(true);
	};
	const take = (event: DragEvent) => {
		event.preventDefault();
		setOver(false);
		const item = moving.dragged();
		if (item === null) return;
		const time = item.at === null ? `${two(MORNING)}:00` : wallAt(instant(item.at), zone).slice(11);
		const local = `${day}T${hour === undefined ? time : two(hour) + (item.at === null ? ':00' : time.slice(2))}`;
		if (item.at === null || local !== wallAt(instant(item.at), zone)) moving.drop(item, local);
	};
	return (
		<td
			className={over ? `${className} over` : className}
			onDragEnter={allow}
			onDragOver={allow}
			onDragLeave={() => setOver(false)}
			onDrop={take}
		>
			{children}
		</td>
	);
}
