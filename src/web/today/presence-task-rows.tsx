import { useTranslations } from 'use-intl';

import { type PresenceTask, presenceTasksEndpoint } from '#contract/presence-health.ts';

import { useSayUses } from '../channels/rights.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { ButtonLink } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';
import { Plate, PracticeTag } from '../parts/plate.tsx';
import { Row } from '../parts/row.tsx';
import { Mark } from '../parts/stamp.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';

/** What waits at presences: an access that ends, a network that does not answer or answers otherwise than agreed, a budget that is nearly gone. */
export const usePresenceTasks = () => {
	const { may } = useOffice();
	const { covers } = useUnit();
	const query = useQueryOf(
		presenceTasksEndpoint,
		{ limit: 50 },
		{ topics: ['presence'], enabled: may('presence.read') },
	);
	const items = (query.data?.items ?? []).filter(({ unitId }) => covers(unitId));
	return { items, error: query.error, isLoading: query.isLoading, refetch: query.refetch };
};

/** Which sentence says what to do. */
const wordsOf = ({ kind, stage }: PresenceTask) => {
	if (kind === 'key-ends') return stage === 'ended' ? 'key-ended' : 'key-ends';
	if (kind === 'answers-differ' || kind === 'budget-near' || kind === 'rights-missing') return kind;
	return stage === 'unauthorised' ? 'unauthorised' : 'ill';
};

/** There is still time, or most goes on working. */
const early: ReadonlySet<PresenceTask['kind']> = new Set(['key-ends', 'budget-near', 'rights-missing']);

type TaskProps = Readonly<{ task: PresenceTask }>;

export function PresenceTaskRow({ task }: TaskProps) {
	const say = useTranslations('today.presence-tasks');
	const sayUses = useSayUses();
	const { presenceId, kind, name, channel, practice, keyEndsAt, lacks } = task;
	const to = `/einrichtung/auftritte/${presenceId}`;
	return (
		<Row
			mark={early.has(kind) ? <Mark icon="clock" /> : <Mark icon="triangle-alert" tone="refused" />}
			title={say(wordsOf(task), { name })}
			to={to}
			meta={
				<>
					<Plate channel={channel} practice={practice} /> {practice && <PracticeTag />}
					<span>{say(`do-${wordsOf(task)}`, { lacks: sayUses(lacks) })}</span>
					{kind === 'key-ends' && keyEndsAt && <Moment at={keyEndsAt} />}
				</>
			}
			end={
				<ButtonLink to={to} small>
					{say('look')}
				</ButtonLink>
			}
		/>
	);
}
