import { useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	approveReplyEndpoint,
	dropReplyEndpoint,
	giveBackReplyEndpoint,
	type ProposalView,
} from '#contract/reply-approval.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';
import type { ConversationDetail } from './conversation-detail.ts';

type ProposalProps = Readonly<{
	conversation: ConversationDetail;
	/** Puts the words back into the field. */
	onAnew: (text: string) => void;
}>;

/** An answer that waits for a second person, or was given back: its words, why it waits, and what can be decided. */
export function Proposal({ conversation, onAnew }: ProposalProps) {
	const say = useTranslations('answering.proposal');
	const { proposal } = conversation;
	if (proposal === null) return null;
	const { by, at, text, language, why, state, note, decidedBy, movedOn } = proposal;
	return (
		<section className="proposal" aria-label={say('title')}>
			<div className="who">
				<Stamp state={state === 'waiting' ? 'approval' : 'withdrawn'}>{say(state)}</Stamp>
				<span>{say('by', { name: by.name })}</span> <Moment at={at} />
			</div>
			<p className="bub words" lang={language}>
				{text}
			</p>
			{state === 'waiting' && (
				<p className="hint">{say('why', { reasons: why.map((one) => say(`reason.${one}`)).join(', ') })}</p>
			)}
			{state === 'returned' && (
				<p>
					<b>{say('returned-by', { name: decidedBy ?? '' })}</b> {note}
				</p>
			)}
			{state === 'waiting' && movedOn && <p className="note warn">{say('moved-on')}</p>}
			<Acts proposal={proposal} conversation={conversation} onAnew={onAnew} />
		</section>
	);
}

type ActsProps = ProposalProps & Readonly<{ proposal: ProposalView }>;

function Acts({ proposal, conversation, onAnew }: ActsProps) {
	const say = useTranslations('answering.proposal');
	const announce = useAnnounce();
	const { may } = useOffice();
	const [returning, setReturning] = useState(false);
	const approve = useAct(approveReplyEndpoint, { topics: ['conversation'] });
	const giveBack = useAct(giveBackReplyEndpoint, { topics: ['conversation'] });
	const drop = useAct(dropReplyEndpoint, { topics: ['conversation'] });
	const conversationId = conversation.id;
	const { id: proposalId, hash, text, state, mayApprove, leaves } = proposal;
	const waits = leaves === 'opening' && conversation.opensAt !== null;
	const yes = async () => {
		const done = await approve.run({ conversationId, proposalId, hash, seenVersion: conversation.version });
		if (done.ok) announce(say(waits ? 'approved-opening' : 'approved'));
	};
	const change = async () => {
		if ((await drop.run({ conversationId, proposalId })).ok) onAnew(text);
	};
	return (
		<div className="go">
			<FormSummary failure={approve.failure ?? drop.failure} />
			{state === 'waiting' && mayApprove && (
				<>
					<Button kind="main" icon="stamp" busy={approve.busy} onPress={() => void yes()}>
						{say('approve')}
					</Button>
					<Button icon="undo-2" onPress={() => setReturning(true)}>
						{say('give-back')}
					</Button>
				</>
			)}
			{may('conversation.answer', conversation.unitId) && (
				<Button icon="pen-line" busy={drop.busy} onPress={() => void change()}>
					{say(state === 'waiting' ? 'change' : 'take-up')}
				</Button>
			)}
			{returning && (
				<ConfirmDialog
					title={say('give-back-title')}
					verb={say('give-back')}
					safe={say('leave')}
					reason={say('note')}
					onConfirm={(note) => giveBack.run({ conversationId, proposalId, note })}
					onClose={() => setReturning(false)}
				/>
			)}
		</div>
	);
}
