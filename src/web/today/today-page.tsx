import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { instant, toDate } from '#kernel/time.ts';

import { sayIn } from '../languages/index.ts';
import { Empty } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { useZone } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { Rows } from '../parts/row.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { Segments } from '../parts/tabs.tsx';
import { useOffice } from '../shell/office.tsx';
import { PresencesSheet } from './presences-sheet.tsx';
import { summarise } from './summary.ts';
import { AnswerRow, useWaitingAnswers } from './waiting-answers.tsx';
import type { Whose } from './whose.ts';

/** What waits for me, and what goes out today. */
export function TodayPage() {
	const say = useTranslations('today');
	const [language, zone, now] = [useLocale(), useZone(), useNow()];
	const [whose, setWhose] = useState<Whose>('mine');
	const { may } = useOffice();
	const answers = useWaitingAnswers(whose);
	const date = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone });
	const dues = answers.items.flatMap(({ dueAt }) => (dueAt ? [instant(dueAt)] : []));
	const tally = {
		unclear: 0,
		refused: 0,
		approvals: 0,
		answers: answers.items.length,
		nextDue: dues.toSorted((a, b) => a - b)[0] ?? null,
		nextOut: null,
	};
	const sub = summarise(tally, { say: sayIn(language, zone), now, zone, language });
	const segments = (
		<Segments
			label={say('waits.whose')}
			value={whose}
			onChange={setWhose}
			options={[
				{ value: 'mine', label: say('waits.mine') },
				{ value: 'unit', label: say('waits.unit') },
			]}
		/>
	);
	const count = answers.items.length;
	return (
		<>
			<PageHead title={say('title', { date: date.format(toDate(now)) })} sub={sub} />
			<div className="g2">
				<Sheet title={say('waits.title')} count={count} end={segments}>
					{count === 0 && !answers.error && (
						<Empty kind="done" title={say('waits.none')}>
							{say('waits.none-hint')}
						</Empty>
					)}
					{answers.error && <ErrorSheet failure={failureIn(answers.error)} onRetry={() => void answers.refetch()} />}
					{answers.items.length > 0 && (
						<Group title={say('answers.title')} count={answers.items.length}>
							{answers.items.map((item, index) => (
								<AnswerRow key={item.id} item={item} first={index === 0} />
							))}
						</Group>
					)}
				</Sheet>
				<div className="stack">{may('presence.read') && <PresencesSheet />}</div>
			</div>
		</>
	);
}

type GroupProps = Readonly<{ title: string; count: number; children: React.ReactNode }>;

function Group({ title, count, children }: GroupProps) {
	return (
		<>
			<h3 className="grp">
				{title} <span className="count">{count}</span>
			</h3>
			<Rows label={title}>{children}</Rows>
		</>
	);
}
