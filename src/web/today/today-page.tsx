import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { type Instant, instant, toDate } from '#kernel/time.ts';
import { PauseSwitch, ReviewButton } from '../delivery/pause-switch.tsx';
import { useInquiries } from '../dialogue/inquiry-rows.tsx';
import { RoundInvitation } from '../guide/invitation.tsx';
import { sayIn } from '../languages/index.ts';
import { useZone } from '../parts/moment.tsx';
import { localeOf } from '../parts/moments.ts';
import { useNow } from '../parts/now.ts';
import { PageHead } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { useApprovals } from './approval-rows.tsx';
import { useReleases, useTasks } from './comment-rows.tsx';
import { useHelp } from './help-rows.tsx';
import { useHidden } from './hidden-rows.tsx';
import { OutgoingSheet, useOutgoing } from './outgoing-sheet.tsx';
import { usePresenceTasks } from './presence-task-rows.tsx';
import { PresencesSheet } from './presences-sheet.tsx';
import { useReplies } from './reply-rows.tsx';
import { useRights } from './rights-rows.tsx';
import { summarise } from './summary.ts';
import { useWaitingAnswers } from './waiting-answers.tsx';
import { WaitingSheet } from './waiting-sheet.tsx';
import type { Whose } from './whose.ts';

/** What waits for me, and what goes out today. */
export function TodayPage() {
	const say = useTranslations('today');
	const [language, zone, now] = [useLocale(), useZone(), useNow()];
	const { may } = useOffice();
	const [whose, setWhose] = useState<Whose>('mine');
	const help = useHelp();
	const answers = useWaitingAnswers(whose);
	const [approvals, replies] = [useApprovals(), useReplies()];
	const [releases, tasks, rights] = [useReleases(), useTasks(), useRights()];
	const [outgoing, hidden, presences] = [useOutgoing(), useHidden(), usePresenceTasks()];
	const inquiries = useInquiries();
	const date = new Intl.DateTimeFormat(localeOf(language), {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		timeZone: zone,
	});
	const unclear = help.items.filter(({ state }) => state === 'unclear');
	const coming = outgoing.items.filter(({ state, dueAt }) => state === 'scheduled' && dueAt && instant(dueAt) > now);
	const tally = {
		unclear: unclear.length,
		refused: help.items.filter(({ state }) => state === 'refused').length,
		approvals: approvals.items.length,
		answers: answers.items.length + inquiries.items.length,
		nextDue: earliest([...answers.items, ...inquiries.items, ...approvals.items].map(({ dueAt }) => dueAt)),
		nextOut: earliest(coming.map(({ dueAt }) => dueAt)),
	};
	const loading = help.isLoading || answers.isLoading || approvals.isLoading;
	const sub = loading ? null : summarise(tally, { say: sayIn(language), now, zone, language });
	return (
		<>
			<PageHead
				title={say('title', { date: date.format(toDate(now)) })}
				sub={sub}
				end={
					<>
						<ReviewButton />
						<PauseSwitch />
					</>
				}
			/>
			<RoundInvitation />
			<div className="g2">
				<WaitingSheet
					{...{ help, answers, inquiries, approvals, replies, releases, tasks, rights, hidden, presences, whose }}
					onWhose={setWhose}
				/>
				<div className="stack">
					{may('post.read') && (
						<OutgoingSheet outgoing={outgoing} unclear={new Set(unclear.map(({ subject }) => subject))} />
					)}
					{may('presence.read') && <PresencesSheet />}
				</div>
			</div>
		</>
	);
}

const earliest = (moments: readonly (string | null)[]): Instant | null =>
	moments.flatMap((moment) => (moment === null ? [] : [instant(moment)])).toSorted((a, b) => a - b)[0] ?? null;
