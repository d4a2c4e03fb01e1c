import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { handoversEndpoint, settleHandoverEndpoint, unmaskEndpoint } from '#contract/handover.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { useOffice } from '../shell/office.tsx';
import type { ConversationDetail } from './conversation-detail.ts';

type Past = z.output<typeof handoversEndpoint.output>['past'][number];

/** Where the conversation was handed over to, how the sending stands, and the way to its sealed words. */
export function HandedOver({ conversation: { id, messages } }: Readonly<{ conversation: ConversationDetail }>) {
	const say = useTranslations('dialogue.hand-over');
	const { may } = useOffice();
	const sealed = messages.some((message) => message.sealed);
	const query = useQueryOf(handoversEndpoint, { conversationId: id }, { topics: ['conversation'], enabled: sealed });
	if (!sealed) return null;
	return (
		<section>
			<h2>{say('past')}</h2>
			{query.data?.past.map((past) => (
				<One key={past.id} conversationId={id} past={past} />
			))}
			{may('conversation.unmask') && <Unmask conversationId={id} />}
		</section>
	);
}

function One({ conversationId, past }: Readonly<{ conversationId: string; past: Past }>) {
	const say = useTranslations('dialogue.hand-over');
	const settle = useAct(settleHandoverEndpoint, { topics: ['conversation'] });
	const { id, name, at, sending, attempts, reason, fileReference, receipt } = past;
	const stuck = sending === 'unclear' || sending === 'refused' || sending === 'returned';
	// A mail is sent again where mails are.
	const decisions = sending === 'returned' ? (['arrived'] as const) : (['arrived', 'again'] as const);
	return (
		<div>
			<p>
				<b>{name}</b> <Moment at={at} />
			</p>
			<p className="hint">
				{say(`sending.${sending}`)}
				{attempts > 0 && `, ${say('attempts', { count: attempts })}`}
			</p>
			{fileReference && <p className="hint">{say('file', { reference: fileReference })}</p>}
			<p>
				<a href={receipt} target="_blank" rel="noreferrer noopener">
					{say('receipt')}
				</a>
			</p>
			{stuck && (
				<>
					{sending === 'returned' ? (
						<Callout kind="warning" title={say('returned-title')}>
							{say('returned-hint')}
							{reason && (
								<details>
									<summary>{say('returned-said')}</summary>
									<p className="words">{reason}</p>
								</details>
							)}
						</Callout>
					) : (
						<p className="hint">{say(`${sending}-hint`)}</p>
					)}
					{decisions.map((decision) => (
						<Button
							key={decision}
							small
							busy={settle.busy}
							onPress={() => void settle.run({ conversationId, handoverId: id, decision })}
						>
							{say(decision)}
						</Button>
					))}
				</>
			)}
			<FormSummary failure={settle.failure} />
		</div>
	);
}

/** On purpose, with a reason, and only while the dialog stands open. */
function Unmask({ conversationId }: Readonly<{ conversationId: string }>) {
	const say = useTranslations('dialogue.hand-over');
	const common = useTranslations('common.act');
	const [asking, setAsking] = useState(false);
	const [words, setWords] = useState<readonly { readonly id: string; readonly text: string }[]>();
	const act = useAct(unmaskEndpoint, { onDone: (shown) => setWords(shown.words) });
	return (
		<>
			<Button small icon="lock" onPress={() => setAsking(true)}>
				{say('unmask')}
			</Button>
			{asking && (
				<ConfirmDialog
					title={say('unmask-title')}
					verb={say('unmask')}
					safe={common('cancel')}
					reason={say('unmask-reason')}
					onConfirm={(reason) => act.run({ conversationId, reason })}
					onClose={() => setAsking(false)}
				/>
			)}
			{words && !asking && (
				<Dialog title={say('unmask-words')} onClose={() => setWords(undefined)}>
					{words.map(({ id, text }) => (
						<p key={id} className="words">
							{text}
						</p>
					))}
				</Dialog>
			)}
		</>
	);
}
