import { useTranslations } from 'use-intl';

import type { Message } from '#contract/dialogue.ts';
import { likeEndpoint } from '#contract/liking.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import type { ConversationDetail } from './conversation-detail.ts';

type LikeActProps = Readonly<{ message: Message; conversation: ConversationDetail }>;

const isLikeable = ({ direction, deletedAt, withheld, sealed, visibility, url }: Message): boolean =>
	direction === 'in' &&
	deletedAt === null &&
	!withheld &&
	!sealed &&
	url !== null &&
	(visibility === 'public' || visibility === 'unlisted');

/** Says in the name of the authority that it likes what a citizen said, or takes that back. */
export function LikeAct({ message, conversation: { id, can } }: LikeActProps) {
	const say = useTranslations('dialogue.like');
	const { run, busy, failure } = useAct(likeEndpoint, { topics: ['conversation'] });
	const { like } = message;
	const set = (liked: boolean) => void run({ conversationId: id, messageId: message.id, liked });
	if (like === null && !(can.like && isLikeable(message))) return null;
	return (
		<div className="liking">
			{like === null ? (
				<Button small kind="quiet" icon="thumbs-up" busy={busy} onPress={() => set(true)}>
					{say('give')}
				</Button>
			) : (
				<Given like={like} busy={busy} onSet={set} />
			)}
			<FormSummary failure={failure} />
		</div>
	);
}

type GivenProps = Readonly<{ like: NonNullable<Message['like']>; busy: boolean; onSet: (liked: boolean) => void }>;

function Given({ like: { by, at, state, reason }, busy, onSet }: GivenProps) {
	const say = useTranslations('dialogue.like');
	const failed = state === 'refused' || state === 'unclear';
	return (
		<>
			<span className="hint">
				<Icon name="thumbs-up" /> {say(`state.${state}`, { name: by })} {state !== 'going' && <Moment at={at} />}
				{failed && reason !== null && <span className="mono"> {reason}</span>}
			</span>
			{failed && (
				<Button small icon="refresh-cw" busy={busy} onPress={() => onSet(true)}>
					{say('again')}
				</Button>
			)}
			{state !== 'going' && (
				<Button small kind="quiet" icon="undo-2" busy={busy} onPress={() => onSet(false)}>
					{say('take-back')}
				</Button>
			)}
		</>
	);
}
