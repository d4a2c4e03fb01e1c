import type { KeyboardEvent, MouseEvent } from 'react';
import { useTranslations } from 'use-intl';

import { CENTRE, type Focus } from '#kernel/crop.ts';

import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import type { LibraryItem } from './shapes.ts';

type FocusProps = Readonly<{
	item: Pick<LibraryItem, 'id' | 'width' | 'height' | 'facts'>;
	focus: Focus;
	onChange: (focus: Focus) => void;
}>;

const STEP = 0.02;
const FAR = 0.1;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
};

/** What matters most in the picture: set with a click, with arrow keys, or in figures. */
export function FocusField({ item, focus, onChange }: FocusProps) {
	const say = useTranslations('library.focus');
	const { id, width, height } = item;
	const size = Math.max(width, height) / 24;
	const [x, y] = [focus.x * width, focus.y * height];
	const point = (event: MouseEvent<HTMLButtonElement>) => {
		// A press of Enter has no place in the picture.
		if (event.detail === 0) return;
		const { left, top, width: wide, height: high } = event.currentTarget.getBoundingClientRect();
		onChange(within({ x: (event.clientX - left) / wide, y: (event.clientY - top) / high }));
	};
	const press = (event: KeyboardEvent) => {
		const way = arrows[event.key];
		if (way === undefined) return;
		event.preventDefault();
		const by = event.shiftKey ? FAR : STEP;
		onChange(within({ x: focus.x + way[0] * by, y: focus.y + way[1] * by }));
	};
	return (
		<div className="lib-focus">
			<button type="button" aria-label={say('label', figures(focus))} onClick={point} onKeyDown={press}>
				<img
					className="art"
					src={`/api/media/${id}/960`}
					alt={item.facts.alt['de'] ?? ''}
					width={width}
					height={height}
				/>
				<svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
					<g strokeWidth={size / 6}>
						<g className="under" strokeWidth={size / 2.5}>
							<circle cx={x} cy={y} r={size} />
							<path d={cross(x, y, size)} />
						</g>
						<circle cx={x} cy={y} r={size} />
						<path d={cross(x, y, size)} />
					</g>
				</svg>
			</button>
			<p className="hint">{say('hint')}</p>
			<div className="lib-figures">
				<Percent label={say('x')} value={focus.x} onChange={(part) => onChange({ ...focus, x: part })} />
				<Percent label={say('y')} value={focus.y} onChange={(part) => onChange({ ...focus, y: part })} />
				<Button small kind="quiet" onPress={() => onChange(CENTRE)}>
					{say('centre')}
				</Button>
			</div>
		</div>
	);
}

const cross = (x: number, y: number, size: number): string =>
	`M${x - size / 2} ${y}h${size}M${x} ${y - size / 2}v${size}`;

const clamp = (part: number): number => Math.min(1, Math.max(0, Math.round(part * 100) / 100));
const within = ({ x, y }: Focus): Focus => ({ x: clamp(x), y: clamp(y) });
const percent = (part: number): number => Math.round(part * 100);
const figures = ({ x, y }: Focus) => ({ x: percent(x), y: percent(y) });

type PercentProps = Readonly<{ label: string; value: number; onChange: (part: number) => void }>;

function Percent({ label, value, onChange }: PercentProps) {
	return (
		<TextField
			label={label}
			type="number"
			inputMode="numeric"
			value={String(percent(value))}
			onChange={(text) => onChange(clamp(Number(text) / 100))}
		/>
	);
}
