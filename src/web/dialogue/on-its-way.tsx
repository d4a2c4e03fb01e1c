import { useTranslations } from 'use-intl';

import { type Message, takeBackReplyEndpoint } from '#contract/dialogue.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useAnnounce } from '../parts/toast.tsx';

type OnItsWayProps = Readonly<{ message: Message; conversationId: string }>;

/** Where an answer of ours stands on its way out; nothing once it is there. */
export function OnItsWay({ message, conversationId }: OnItsWayProps) {
	const say = useTranslations('dialogue');
	const { id, delivery, direction, plannedFor, returned } = message;
	if (direction !== 'out' || delivery === null || delivery === 'published') return null;
	if (returned !== null) return <Stamp state="refused">{say('delivery.returned')}</Stamp>;
	if (plannedFor === null || (delivery !== 'waiting' && delivery !== 'withdrawn'))
		return <Stamp state={delivery}>{say(`delivery.${delivery}`)}</Stamp>;
	if (delivery === 'withdrawn')
		return (
			<>
				<Stamp state="withdrawn">{say('delivery.withdrawn')}</Stamp> <span>{say('planned.stopped')}</span>
			</>
		);
	return <Planned id={id} plannedFor={plannedFor} conversationId={conversationId} />;
}

type PlannedProps = Readonly<{ id: string; plannedFor: string; conversationId: string }>;

function Planned({ id: messageId, plannedFor, conversationId }: PlannedProps) {
	const say = useTranslations('dialogue.planned');
	const announce = useAnnounce();
	const { run, busy, failure } = useAct(takeBackReplyEndpoint, { topics: ['conversation'] });
	const takeBack = async () => {
		if ((await run({ conversationId, messageId })).ok) announce(say('taken-back'));
	};
	return (
		<>
			<Stamp state="planned">
				{say('leaves')} <Moment at={plannedFor} />
			</Stamp>
			<Button small icon="undo-2" busy={busy} onPress={() => void takeBack()}>
				{say('take-back')}
			</Button>
			<FormSummary failure={failure} />
		</>
	);
}
