import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { z } from 'zod';

import type { PresenceView } from '#contract/channels.ts';
import { type CostEntry, readCostsEndpoint } from '#contract/costs.ts';

import { Answer } from '../parts/answer.tsx';
import { useListOf, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { useDollars } from './dollars.ts';

type Costs = z.output<typeof readCostsEndpoint.output>;

/** What the network charged this month, how far the budget reaches, and every call it charged. */
export function CostsSheet({ presence: { id } }: Readonly<{ presence: PresenceView }>) {
	const say = useTranslations('channels.costs');
	const [open, setOpen] = useState(false);
	const query = useQueryOf(readCostsEndpoint, { id, limit: 1 }, { topics: ['presence', 'delivery', 'conversation'] });
	const end = (
		<Button small onPress={() => setOpen(!open)}>
			{say(open ? 'close-book' : 'open-book')}
		</Button>
	);
	return (
		<Sheet title={say('title')} end={end}>
			<Answer query={query} what={say('title')}>
				{(costs) => <MonthOf costs={costs} />}
			</Answer>
			{open && <Book presenceId={id} />}
		</Sheet>
	);
}

type CostsProps = Readonly<{ costs: Costs }>;

function MonthOf({ costs }: CostsProps) {
	const say = useTranslations('channels.costs');
	const format = useFormatter();
	const dollars = useDollars();
	const { budget, charged, kinds, practice } = costs;
	const used = budget.spent + budget.possible;
	const month = format.dateTime(new Date(`${costs.month}-15T12:00:00Z`), { month: 'long', year: 'numeric' });
	return (
		<div className="pad stack">
			{!charged && <p className="hint">{say('not-charged')}</p>}
			{practice && charged && <p className="hint">{say('practice')}</p>}
			<Standing costs={costs} />
			<dl className="kv">
				<Pair term={month}>{say('spent', { amount: dollars(budget.spent) })}</Pair>
				{budget.possible > 0 && (
					<Pair term={say('possible')}>{say('possible-text', { amount: dollars(budget.possible) })}</Pair>
				)}
				{budget.budget !== null && (
					<Pair term={say('budget')}>
						<progress
							max={budget.budget}
							value={Math.min(used, budget.budget)}
							aria-label={say('bar', { used: dollars(used), budget: dollars(budget.budget) })}
						/>{' '}
						{say('left', { left: dollars(budget.left ?? 0), budget: dollars(budget.budget) })}
					</Pair>
				)}
				{budget.budget === null && charged && <Pair term={say('budget')}>{say('none')}</Pair>}
				{budget.forecast !== null && used > 0 && (
					<Pair term={say('forecast')}>{say('forecast-text', { amount: dollars(budget.forecast) })}</Pair>
				)}
				{kinds.map(({ kind, count, micro }) => (
					<Pair key={kind} term={say(`kind.${kind}`)}>
						{say('sum', { count, amount: dollars(micro) })}
					</Pair>
				))}
			</dl>
		</div>
	);
}

/** Four fifths gone, or all of it: what that means, and what to do. */
function Standing({ costs: { budget, charged } }: CostsProps) {
	const say = useTranslations('channels.costs');
	if (!charged || budget.state === 'none' || budget.state === 'well') return null;
	if (budget.state === 'used-up')
		return (
			<Callout kind="block" title={say('used-up')}>
				{say('used-up-text')}
			</Callout>
		);
	return (
		<Callout kind="warning" title={say('warning')}>
			{say('warning-text')}
		</Callout>
	);
}

type PairProps = Readonly<{ term: string; children: React.ReactNode }>;

function Pair({ term, children }: PairProps) {
	return (
		<div className="kv-row">
			<dt>{term}</dt>
			<dd>{children}</dd>
		</div>
	);
}

function Book({ presenceId }: Readonly<{ presenceId: string }>) {
	const say = useTranslations('channels.costs');
	const dollars = useDollars();
	const list = useListOf(readCostsEndpoint, { id: presenceId, limit: 20 }, { topics: ['presence', 'delivery'] });
	if (list.isSuccess && list.items.length === 0) return <p className="pad hint">{say('empty')}</p>;
	const columns: readonly Column<CostEntry>[] = [
		{ key: 'at', head: say('at'), cell: ({ at }) => <Moment at={at} /> },
		{
			key: 'what',
			head: say('what'),
			cell: ({ kind, possible }) => (
				<>
					{say(`kind.${kind}`)} {possible && <span className="hint">{say('perhaps')}</span>}
				</>
			),
		},
		{ key: 'count', head: say('count'), right: true, cell: ({ count, unit }) => `${count} × ${dollars(unit)}` },
		{ key: 'amount', head: say('amount'), right: true, cell: ({ micro }) => dollars(micro) },
	];
	return <Table label={say('book')} columns={columns} rows={list.items} rowKey={({ id }) => id} more={list.more} />;
}
