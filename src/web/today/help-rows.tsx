import { useTranslations } from 'use-intl';

import { type DeliveryView, listDeliveriesForHelpEndpoint } from '#contract/delivery.ts';
import { instant } from '#kernel/time.ts';

import { isBeyondBudget } from '../delivery/help-box.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { ButtonLink } from '../parts/button.tsx';
import { useSentence } from '../parts/failures.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { Plate, PracticeTag } from '../parts/plate.tsx';
import { Row } from '../parts/row.tsx';
import { Mark, Stamp } from '../parts/stamp.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import { toSubject } from './subject.ts';

/** Deliveries that cannot go on without a person: unclear first, then refused, then what came too late. */
export const useHelp = () => {
	const { covers } = useUnit();
	const { may } = useOffice();
	const query = useQueryOf(
		listDeliveriesForHelpEndpoint,
		{ limit: 50 },
		{ topics: ['delivery'], enabled: may('delivery.resolve') },
	);
	const items = (query.data?.items ?? []).filter(({ unitId }) => covers(unitId));
	return { items, error: query.error, isLoading: query.isLoading, refetch: query.refetch };
};

const marks = {
	unclear: { icon: 'circle-help', tone: 'unclear', act: 'clear' },
	refused: { icon: 'octagon-x', tone: 'refused', act: 'mend' },
} as const;

type HelpRowProps = Readonly<{ delivery: DeliveryView }>;

/** One such delivery, why it stands still, and the way to decide. */
export function HelpRow({ delivery }: HelpRowProps) {
	const say = useTranslations('today.help');
	const because = useBecause();
	const { state, presence, practice, title, source, part } = delivery;
	const trouble = state === 'unclear' || state === 'refused' ? state : null;
	const to = toSubject(delivery);
	return (
		<Row
			mark={trouble ? <Mark icon={marks[trouble].icon} tone={marks[trouble].tone} /> : <Mark icon="clock" />}
			title={source === 'dialogue' ? say('of-answer', { title }) : title}
			to={to}
			meta={
				<>
					<Plate channel={presence.channel} practice={practice} {...(trouble ? { state: trouble } : {})} />{' '}
					{practice && <PracticeTag />} {part && <span>{say('part', { ...part })}:</span>}{' '}
					<span>{because(delivery)}</span>
				</>
			}
			end={
				<>
					{trouble ? (
						<Stamp state={trouble} />
					) : (
						<Stamp state="due">{say(isBeyondBudget(delivery) ? 'budget' : 'late')}</Stamp>
					)}
					<ButtonLink to={to} small>
						{say(trouble ? marks[trouble].act : 'decide')}
					</ButtonLink>
				</>
			}
		/>
	);
}

const useBecause = (): ((delivery: DeliveryView) => string) => {
	const say = useTranslations('today.help');
	const speak = useSpeakMoment();
	const sentence = useSentence();
	return (delivery) => {
		const { state, reason, dueAt } = delivery;
		if (reason && isBeyondBudget(delivery)) return sentence(reason);
		if (state === 'waiting') return say('missed', { moment: speak(instant(dueAt)) });
		return reason ? sentence(reason) : say('lost');
	};
};
