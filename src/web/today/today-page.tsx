import { type ReactNode, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { type Instant, instant, toDate } from '#kernel/time.ts';

import { sayIn } from '../languages/index.ts';
import { Empty } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { useZone } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { Rows } from '../parts/row.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { Segments } from '../parts/tabs.tsx';
import { useOffice } from '../shell/office.tsx';
import { HelpRow, useHelp } from './help-rows.tsx';
import { OutgoingSheet, useOutgoing } from './outgoing-sheet.tsx';
import { PresencesSheet } from './presences-sheet.tsx';
import { summarise } from './summary.ts';
import { AnswerRow, useWaitingAnswers } from './waiting-answers.tsx';
import type { Whose } from './whose.ts';

/** What waits for me, and what goes out today. */
export function TodayPage() {
	const say = useTranslations('today');
	const [language, zone, now] = [useLocale(), useZone(), useNow()];
	const { may } = useOffice();
	const [whose, setWhose] = useState<Whose>('mine');
	const help = useHelp();
	const answers = useWaitingAnswers(whose);
	const outgoing = useOutgoing();
	const date = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone });
	const tally = {
		unclear: help.items.filter(({ state }) => state === 'unclear').length,
		refused: help.items.filter(({ state }) => state === 'refused').length,
		approvals: 0,
		answers: answers.items.length,
		nextDue: earliest(answers.items.map(({ dueAt }) => dueAt)),
		nextOut: earliest(outgoing.items.map(({ dueAt }) => dueAt)),
	};
	const sub = summarise(tally, { say: sayIn(language, zone), now, zone, language });
	return (
		<>
			<PageHead title={say('title', { date: date.format(toDate(now)) })} sub={sub} />
			<div className="g2">
				<WaitingSheet help={help} answers={answers} whose={whose} onWhose={setWhose} />
				<div className="stack">
					{may('post.read') && <OutgoingSheet outgoing={outgoing} />}
					{may('presence.read') && <PresencesSheet />}
				</div>
			</div>
		</>
	);
}

const earliest = (moments: readonly (string | null)[]): Instant | null =>
	moments.flatMap((moment) => (moment === null ? [] : [instant(moment)])).toSorted((a, b) => a - b)[0] ?? null;

type WaitingSheetProps = Readonly<{
	help: ReturnType<typeof useHelp>;
	answers: ReturnType<typeof useWaitingAnswers>;
	whose: Whose;
	onWhose: (whose: Whose) => void;
}>;

function WaitingSheet({ help, answers, whose, onWhose }: WaitingSheetProps) {
	const say = useTranslations('today');
	const count = help.items.length + answers.items.length;
	const failed = [help, answers].find(({ error }) => error !== null);
	const segments = (
		<Segments
			label={say('waits.whose')}
			value={whose}
			onChange={onWhose}
			options={(['mine', 'unit'] as const).map((value) => ({ value, label: say(`waits.${value}`) }))}
		/>
	);
	return (
		<Sheet title={say('waits.title')} count={count} end={segments}>
			{failed && <ErrorSheet failure={failureIn(failed.error)} onRetry={() => void failed.refetch()} />}
			{count === 0 && !failed && (
				<Empty kind="done" title={say('waits.none')}>
					{say('waits.none-hint')}
				</Empty>
			)}
			<Group title={say('help.title')} count={help.items.length}>
				{help.items.map((delivery) => (
					<HelpRow key={delivery.id} delivery={delivery} />
				))}
			</Group>
			<Group title={say('answers.title')} count={answers.items.length}>
				{answers.items.map((item, index) => (
					<AnswerRow key={item.id} item={item} first={index === 0} />
				))}
			</Group>
		</Sheet>
	);
}

type GroupProps = Readonly<{ title: string; count: number; children: ReactNode }>;

function Group({ title, count, children }: GroupProps) {
	if (count === 0) return null;
	return (
		<>
			<h3 className="grp">
				{title} <span className="count">{count}</span>
			</h3>
			<Rows label={title}>{children}</Rows>
		</>
	);
}
