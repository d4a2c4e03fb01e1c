import { useState } from 'react';
import { useTranslations } from 'use-intl';

import type { Message } from '#contract/dialogue.ts';
import { moderationEndpoint } from '#contract/moderation.ts';
import { conversationRulesEndpoint, dismissMatchEndpoint, type RuleMatch } from '#contract/rules.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Icon } from '../parts/icon.tsx';
import { useOffice } from '../shell/office.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import { StepDialog } from './moderation-step.tsx';
import { useBecause } from './rule-words.ts';

type MatchesProps = Readonly<{ message: Message; conversation: ConversationDetail }>;

/** Under a message: which rules matched it and why. A proposal opens the dialog of moderation, filled in; a person decides. */
export function RuleMatches({ message, conversation }: MatchesProps) {
	const say = useTranslations('rules.at');
	const { may } = useOffice();
	const input = { conversationId: conversation.id };
	const theirs = message.direction === 'in';
	const { data } = useQueryOf(conversationRulesEndpoint, input, { topics: ['conversation'], enabled: theirs });
	const dismiss = useAct(dismissMatchEndpoint, { topics: ['conversation'] });
	const [looking, lookInto] = useState<RuleMatch>();
	const matches = (data?.items ?? []).filter(({ messageId }) => messageId === message.id);
	if (matches.length === 0) return null;
	return (
		<div className="hints">
			<ul aria-label={say('region')} title={say('region')}>
				{matches.map((match) => (
					<Match
						key={match.ruleId}
						match={match}
						busy={dismiss.busy}
						mayAct={may('moderation.act', conversation.unitId)}
						mayDismiss={may('conversation.answer', conversation.unitId)}
						onLook={() => lookInto(match)}
						onSay={(dismissed) =>
							void dismiss.run({ ...input, messageId: message.id, ruleId: match.ruleId, dismissed })
						}
					/>
				))}
			</ul>
			<FormSummary failure={dismiss.failure} />
			{looking && <Proposed match={looking} conversation={conversation} onClose={() => lookInto(undefined)} />}
		</div>
	);
}

type MatchProps = Readonly<{
	match: RuleMatch;
	busy: boolean;
	mayAct: boolean;
	mayDismiss: boolean;
	onLook: () => void;
	onSay: (dismissed: boolean) => void;
}>;

function Match({ match, busy, mayAct, mayDismiss, onLook, onSay }: MatchProps) {
	const say = useTranslations('rules.at');
	const steps = useTranslations('rules.steps');
	const because = useBecause();
	const { name, state, why, propose } = match;
	const open = state === 'open';
	const key = open ? 'matched' : state;
	const act = say(state === 'dismissed' ? 'restore' : 'dismiss');
	return (
		<li>
			<Icon name={state === 'hidden' ? 'eye-off' : 'sliders-horizontal'} />
			<span>{say(key, { name, why: because(why) })}</span>
			{open && propose && mayAct && (
				<Button small onPress={onLook}>
					{say('propose', { step: steps(propose.step) })}
				</Button>
			)}
			{state === 'hidden' && mayAct && <DeskLink to="/dialog/verborgen">{say('review')}</DeskLink>}
			{mayDismiss && (open || state === 'dismissed') && (
				<Button
					small
					kind="quiet"
					busy={busy}
					label={say('of', { act, name })}
					onPress={() => onSay(state !== 'dismissed')}
				>
					{act}
				</Button>
			)}
		</li>
	);
}

type ProposedProps = Readonly<{ match: RuleMatch; conversation: ConversationDetail; onClose: () => void }>;

function Proposed({ match, conversation, onClose }: ProposedProps) {
	const { data } = useQueryOf(
		moderationEndpoint,
		{ conversationId: conversation.id },
		{ topics: ['conversation', 'setting'] },
	);
	if (!data) return null;
	// What does not work here is not chosen beforehand.
	const works = data.ladder.some(({ step, means }) => step === match.propose?.step && means !== null);
	const start = {
		...{ messageId: match.messageId, rule: match.propose?.rule ?? '' },
		...(works && match.propose ? { step: match.propose.step } : {}),
	};
	return <StepDialog conversation={conversation} moderation={data} start={start} onClose={onClose} />;
}
