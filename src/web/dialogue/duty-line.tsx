import { useTranslations } from 'use-intl';

import { dutyEndpoint, type ShiftView } from '#contract/duty.ts';
import { minutes } from '#kernel/time.ts';

import { useQueryOf } from '../parts/asking.ts';
import { DeskLink } from '../parts/desk-link.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { useUnit } from '../shell/unit.tsx';
import { InquiriesLink } from './inquiry-rows.tsx';

/** Who is on duty in the chosen unit, kept fresh through the change of shifts. */
export const useDuty = (unit: string | undefined) =>
	useQueryOf(dutyEndpoint, unit === undefined ? {} : { unit }, {
		topics: ['conversation', 'setting', 'person'],
		everyMs: minutes(1),
		keep: true,
	});

/** A name, and for whom they stand in. */
export function OnDuty({ shift: { name, insteadOf } }: Readonly<{ shift: ShiftView }>) {
	const say = useTranslations('dialogue.duty');
	return insteadOf === null ? name : say('instead', { name, other: insteadOf });
}

/** On top of the list: who is on duty now and next, and whether a note waits. */
export function DutyLine() {
	const say = useTranslations('dialogue.duty');
	const figures = useTranslations('dialogue.times');
	const { unitId } = useUnit();
	const data = useDuty(unitId).data;
	const [first] = data?.units ?? [];
	const unread = data?.unread ?? 0;
	return (
		<section className="duty-line" aria-label={say('line')}>
			{first && <Shifts now={first.now} next={first.next} />}
			<p className="duty-ways">
				{unread > 0 ? (
					<DeskLink className="duty-unread" to="/dialog/dienst">
						<Icon name="forward" /> {say('unread', { count: unread })}
					</DeskLink>
				) : (
					<DeskLink to="/dialog/dienst">{say('all')}</DeskLink>
				)}
				<InquiriesLink />
				<DeskLink to="/dialog/zahlen">{figures('link')}</DeskLink>
			</p>
		</section>
	);
}

type ShiftsProps = Readonly<{ now: readonly ShiftView[]; next: ShiftView | null }>;

function Shifts({ now, next }: ShiftsProps) {
	const say = useTranslations('dialogue.duty');
	return (
		<>
			{now.length === 0 && <p>{say('nobody')}</p>}
			{now.map((shift) => (
				<p key={`${shift.name} ${shift.from}`}>
					{say('now')}{' '}
					<b>
						<OnDuty shift={shift} />
					</b>
					, {say('until')} <Moment at={shift.until} />
				</p>
			))}
			{next && (
				<p className="hint">
					{say('then')} <OnDuty shift={next} />, {say('from')} <Moment at={next.from} />
				</p>
			)}
		</>
	);
}
