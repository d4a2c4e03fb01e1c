import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { toIso } from '#kernel/time.ts';

import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { officeNow } from '../parts/now.ts';
import { Sheet } from '../parts/sheet.tsx';
import { numbered } from './numbered.ts';
import { useRestraintLine } from './rule-words.ts';
import type { Restraint } from './shapes.ts';

const today = (): string => toIso(officeNow()).slice(0, 10);
const classes = ['party', 'candidate', 'achievement'] as const;

type RestraintsProps = Readonly<{
	list: readonly Restraint[];
	fixed: boolean;
	onChange: (list: Restraint[]) => void;
	/** Whom the windows are about. */
	children: ReactNode;
}>;

/** Times before elections, and what may be said in them. */
export function RestraintsSheet({ list, fixed, onChange, children }: RestraintsProps) {
	const say = useTranslations('policy.restraint');
	const line = useRestraintLine();
	const put = (at: number, part: Partial<Restraint>) =>
		onChange(list.map((one, index) => (index === at ? { ...one, ...part } : one)));
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				{numbered(list).map(({ number, value: window }) =>
					fixed ? (
						<p key={window.name}>{line(window)}</p>
					) : (
						<fieldset className="field stack" key={number}>
							<legend className="lab">{say('window', { number })}</legend>
							<TextField label={say('name')} value={window.name} onChange={(name) => put(number - 1, { name })} />
							<div className="two">
								<TextField
									type="date"
									label={say('from')}
									value={window.from}
									onChange={(from) => put(number - 1, { from })}
								/>
								<TextField
									type="date"
									label={say('until')}
									value={window.until}
									onChange={(until) => put(number - 1, { until })}
								/>
							</div>
							{classes.map((one) => (
								<Checkbox
									key={one}
									label={say(`allow-${one}`)}
									checked={window.allowed.includes(one)}
									onChange={(on) =>
										put(number - 1, {
											allowed: on ? [...window.allowed, one] : window.allowed.filter((kind) => kind !== one),
										})
									}
								/>
							))}
							<Button
								small
								kind="quiet"
								icon="trash"
								onPress={() => onChange(list.filter((_, index) => index !== number - 1))}
							>
								{say('remove', { number })}
							</Button>
						</fieldset>
					),
				)}
				{!fixed && (
					<div className="acts">
						<Button
							icon="plus"
							onPress={() => onChange([...list, { name: '', from: today(), until: today(), allowed: [] }])}
						>
							{say('add')}
						</Button>
					</div>
				)}
				{children}
			</div>
		</Sheet>
	);
}
