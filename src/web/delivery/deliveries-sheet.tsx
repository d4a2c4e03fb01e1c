import { useTranslations } from 'use-intl';

import { type CountsView, type DeliveryView, listDeliveriesEndpoint } from '#contract/delivery.ts';
import { instant } from '#kernel/time.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { useSentence } from '../parts/failures.tsx';
import { Moment, useSpeakMoment } from '../parts/moment.tsx';
import { Plate, PracticeTag } from '../parts/plate.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { CountsLine } from './counts-line.tsx';
import { HelpBox, isBeyondBudget, needsHelp } from './help-box.tsx';
import { threadStories } from './thread-story.ts';

type DeliveriesSheetProps = Readonly<{ subject: string }>;

/** Where every copy of a post stands; one that needs a person opens in place. Absent until something was ordered. */
export function DeliveriesSheet({ subject }: DeliveriesSheetProps) {
	const say = useTranslations('delivery.sheet');
	const query = useQueryOf(listDeliveriesEndpoint, { subject }, { topics: ['delivery'] });
	const columns = useColumns();
	if (query.data?.items.length === 0) return null;
	return (
		<Sheet title={say('title')} end={<span className="hint">{say('live')}</span>}>
			<Answer query={query} what={say('title')}>
				{({ items, counts }) => (
					<>
						<ThreadLines items={items} />
						<Table
							label={say('title')}
							columns={columns}
							rows={items.filter(isOfInterest)}
							rowKey={({ id }) => id}
							below={(delivery) => belowCopy(delivery, counts)}
						/>
						{counts.some(({ figures }) => figures.length > 0) && <p className="pad hint">{say('count-differs')}</p>}
					</>
				)}
			</Answer>
		</Sheet>
	);
}

/** What needs a person comes first; what was counted of the copy stands below it otherwise. */
const belowCopy = (delivery: DeliveryView, counts: readonly CountsView[]) => {
	if (needsHelp(delivery)) return <HelpBox delivery={delivery} />;
	const mine = counts.find(({ deliveryId }) => deliveryId === delivery.id);
	return mine && isTold(mine) && <CountsLine counts={mine} channel={delivery.presence.channel} />;
};

const isTold = ({ figures, missed }: CountsView): boolean =>
	figures.length > 0 || missed.some(({ why }) => why !== 'not-told');

type LinesProps = Readonly<{ items: readonly DeliveryView[] }>;

/** How far a thread has come at each presence, and what to do where it stands still. */
function ThreadLines({ items }: LinesProps) {
	const say = useTranslations('delivery.thread');
	const stories = threadStories(items);
	if (stories.length === 0) return null;
	return (
		<ul className="pad thread-lines" aria-live="polite">
			{stories.map(({ presence, practice, out, of, next }) => (
				<li key={presence.id}>
					<Plate channel={presence.channel} practice={practice} /> <b>{say('out', { name: presence.name, out, of })}</b>{' '}
					{next && say(next.stands, { number: next.number })}
				</li>
			))}
		</ul>
	);
}

/** A change or withdrawal that went well shows in the copy's own row. */
const isOfInterest = ({ operation, state }: DeliveryView): boolean =>
	operation === 'publish' || (state !== 'published' && state !== 'withdrawn');

const useColumns = (): readonly Column<DeliveryView>[] => {
	const say = useTranslations('delivery.sheet');
	return [
		{ key: 'presence', head: say('presence'), cell: (delivery) => <Presence delivery={delivery} /> },
		{ key: 'state', head: say('state'), cell: ({ state }) => <Stamp state={state} /> },
		{ key: 'time', head: say('time'), cell: (delivery) => <Time delivery={delivery} /> },
		{ key: 'copy', head: say('copy'), cell: (delivery) => <Copy delivery={delivery} /> },
	];
};

type CellProps = Readonly<{ delivery: DeliveryView }>;

function Presence({ delivery: { presence, practice, state, operation, part } }: CellProps) {
	const say = useTranslations('delivery.sheet');
	const trouble = state === 'unclear' || state === 'refused' ? { state } : {};
	return (
		<>
			<Plate channel={presence.channel} practice={practice} {...trouble} /> {presence.name}{' '}
			{practice && <PracticeTag />}
			{part && <span className="hint"> {say('part', { ...part })}</span>}
			{operation !== 'publish' && <span className="hint"> {say(operation)}</span>}
		</>
	);
}

function Time({ delivery: { state, nextAt, dueAt, sentAt, settledAt } }: CellProps) {
	const say = useTranslations('delivery.sheet');
	const speak = useSpeakMoment();
	if (state === 'waiting') return say('from', { moment: speak(instant(nextAt ?? dueAt)) });
	return <Moment at={settledAt ?? sentAt ?? dueAt} />;
}

function Copy({ delivery }: CellProps) {
	const say = useTranslations('delivery');
	const sentence = useSentence();
	const { url, presence, state, reason } = delivery;
	if (url && state !== 'withdrawn')
		return <a href={url}>{say(presence.channel === 'newsroom' ? 'sheet.page' : 'sheet.open')}</a>;
	if (state === 'withdrawn') return reason ? sentence(reason) : say('wait.nothing');
	if (state === 'refused') return say('wait.nothing');
	const before = (delivery.part?.number ?? 1) - 1;
	return say(`wait.${waitingFor(delivery)}`, { name: presence.name, before });
}

const waitingFor = (delivery: DeliveryView) => {
	const { state, held, reason, attempts } = delivery;
	if (state === 'sending' || state === 'published') return 'sending';
	if (state === 'unclear') return 'unclear';
	if (held) return isBeyondBudget(delivery) ? 'budget' : held;
	if (reason?.type === 'channel.throttled' || reason?.type === 'channel.exhausted') return 'slowed';
	if (reason?.type === 'channel.preparing') return 'preparing';
	return reason && attempts > 0 ? 'again' : 'time';
};
