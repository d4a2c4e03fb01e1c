import { useTranslations } from 'use-intl';

import { type HiddenView, hiddenByRuleEndpoint } from '#contract/rules.ts';
import { instant, minutes } from '#kernel/time.ts';

import { useQueryOf } from '../parts/asking.ts';
import { ButtonLink } from '../parts/button.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { Row } from '../parts/row.tsx';
import { Mark, Stamp } from '../parts/stamp.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';

/** What a rule has hidden and nobody has looked at for more than a working day, the longest waiting first. */
export const useHidden = () => {
	const { may } = useOffice();
	const { covers } = useUnit();
	const query = useQueryOf(
		hiddenByRuleEndpoint,
		{ view: 'open', limit: 50 },
		{ topics: ['conversation'], enabled: may('moderation.act'), everyMs: minutes(5) },
	);
	const items = (query.data?.items ?? []).filter(({ late, unitId }) => late && covers(unitId));
	return { items, error: query.error, isLoading: query.isLoading, refetch: query.refetch };
};

export function HiddenRow({ hidden }: Readonly<{ hidden: HiddenView }>) {
	const say = useTranslations('rules');
	const speak = useSpeakMoment();
	const { text, rule, at } = hidden;
	return (
		<Row
			mark={<Mark icon="eye-off" />}
			title={text || say('review.gone')}
			to="/dialog/verborgen"
			meta={
				<>
					<span>{rule}</span>
					<span>{say('today.since', { moment: speak(instant(at)) })}</span>
				</>
			}
			end={
				<>
					<Stamp state="due">{say('review.late')}</Stamp>
					<ButtonLink to="/dialog/verborgen" small>
						{say('today.look')}
					</ButtonLink>
				</>
			}
		/>
	);
}
