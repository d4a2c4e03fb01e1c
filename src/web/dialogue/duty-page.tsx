import { useTranslations } from 'use-intl';

import type { ShiftView } from '#contract/duty.ts';

import { Answer } from '../parts/answer.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Empty } from '../parts/empty.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { Table } from '../parts/table.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import { OnDuty, useDuty } from './duty-line.tsx';
import { ShiftNotes, WriteNote } from './shift-notes.tsx';

/** Who is on duty when, and what shifts tell each other. */
export function DutyPage() {
	const say = useTranslations('dialogue.duty');
	const dialogue = useTranslations('dialogue');
	const { may, units } = useOffice();
	const { unitId } = useUnit();
	const query = useDuty(unitId);
	const mayWrite = units.some(({ id }) => may('conversation.answer', id));
	return (
		<>
			<PageHead
				title={say('title')}
				sub={say('intro')}
				path={<DeskLink to="/dialog">{dialogue('title')}</DeskLink>}
				end={may('service.manage') && <DeskLink to="/einrichtung/dienstplan">{say('edit')}</DeskLink>}
			/>
			<div className="stack">
				<ShiftNotes unit={unitId} />
				{mayWrite && <WriteNote />}
				<Answer query={query} what={say('what')}>
					{(duty) =>
						duty.units.length === 0 ? (
							<Sheet title={say('plan')}>
								<Empty kind="not-yet" title={say('no-plan')}>
									{say('no-plan-hint')}
								</Empty>
							</Sheet>
						) : (
							duty.units.map(({ unitId: id, days, now }) => (
								<Plan key={id} name={units.find((unit) => unit.id === id)?.name ?? ''} days={days} now={now} />
							))
						)
					}
				</Answer>
			</div>
		</>
	);
}

type PlanProps = Readonly<{ name: string; days: readonly ShiftView[]; now: readonly ShiftView[] }>;

function Plan({ name, days, now }: PlanProps) {
	const say = useTranslations('dialogue.duty');
	const isNow = (shift: ShiftView) => now.some(({ from, name: who }) => from === shift.from && who === shift.name);
	return (
		<Sheet title={name ? `${say('plan')}: ${name}` : say('plan')}>
			<div className="times">
				<Table
					label={`${say('plan')} ${name}`}
					rows={days}
					rowKey={({ from, until, name: who }) => `${from} ${until} ${who}`}
					columns={[
						{
							key: 'who',
							head: say('who'),
							cell: (shift) => (
								<>
									<OnDuty shift={shift} /> {isNow(shift) && <Stamp state="published">{say('on')}</Stamp>}{' '}
									{shift.mine && <span className="hint">{say('mine')}</span>}
								</>
							),
						},
						{ key: 'begin', head: say('begin'), cell: ({ from }) => <Moment at={from} /> },
						{ key: 'end', head: say('end'), cell: ({ until }) => <Moment at={until} /> },
					]}
				/>
			</div>
		</Sheet>
	);
}
