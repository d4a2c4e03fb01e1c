import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import {
	confirmErasureEndpoint,
	declineErasureEndpoint,
	type ErasureItem,
	listErasuresEndpoint,
} from '#contract/records.ts';

import { useAct, useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { useAnnounce } from '../parts/toast.tsx';

type Item = z.output<typeof ErasureItem>;

const stamps = { open: 'approval', done: 'withdrawn', declined: 'refused' } as const;

export function ErasureSheet() {
	const say = useTranslations('records.erasure');
	const list = useListOf(listErasuresEndpoint, {}, { topics: ['record'] });
	const columns: readonly Column<Item>[] = [
		{
			key: 'subject',
			head: say('column.subject'),
			cell: ({ subject, entryId }) => (
				<DeskLink to={entryId ? `/akte/${entryId}` : '/akte'} {...(entryId ? {} : { search: { subject } })}>
					{say(entryId ? 'one' : 'all')} <span className="mono">{subject}</span>
				</DeskLink>
			),
		},
		{ key: 'basis', head: say('basis'), cell: ({ legalBasis }) => say(`bases.${legalBasis}`) },
		{ key: 'reason', head: say('column.reason'), cell: ({ reason }) => reason },
		{ key: 'at', head: say('column.asked'), cell: ({ requestedAt }) => <Moment at={requestedAt} /> },
		{
			key: 'state',
			head: say('column.state'),
			cell: ({ state }) => <Stamp state={stamps[state]}>{say(`state.${state}`)}</Stamp>,
		},
		{ key: 'acts', head: say('column.acts'), cell: (item) => item.state === 'open' && <Decide item={item} /> },
	];
	return (
		<Sheet title={say('requests')}>
			{list.error && <ErrorSheet failure={failureIn(list.error)} onRetry={() => void list.refetch()} />}
			{list.isPending && <Loading what={say('requests')} />}
			{list.isSuccess && list.items.length === 0 && (
				<Empty kind="not-yet" title={say('none')}>
					{say('none-hint')}
				</Empty>
			)}
			{list.items.length > 0 && (
				<Table label={say('requests')} columns={columns} rows={list.items} rowKey={({ id }) => id} more={list.more} />
			)}
		</Sheet>
	);
}

type DecideProps = Readonly<{ item: Item }>;

/** Another person says yes or no; who asked may only take the request back. */
function Decide({ item }: DecideProps) {
	const say = useTranslations('records.erasure');
	const announce = useAnnounce();
	const [confirming, setConfirming] = useState(false);
	const confirm = useAct(confirmErasureEndpoint, {
		topics: ['record'],
		onDone: ({ erased }) => announce(say('done', { count: erased })),
	});
	const decline = useAct(declineErasureEndpoint, { topics: ['record'] });
	return (
		<span className="wrapx">
			<Button
				small
				kind="danger"
				icon="trash"
				blocked={item.own ? say('own') : undefined}
				onPress={() => setConfirming(true)}
			>
				{say('confirm')}
			</Button>
			<Button small busy={decline.busy} onPress={() => void decline.run({ id: item.id })}>
				{say(item.own ? 'take-back' : 'decline')}
			</Button>
			{confirming && (
				<ConfirmDialog
					title={say('confirm-title')}
					verb={say('confirm')}
					safe={say('keep')}
					icon="trash"
					danger
					onConfirm={() => confirm.run({ id: item.id })}
					onClose={() => setConfirming(false)}
				>
					<p>{say('confirm-hint')}</p>
				</ConfirmDialog>
			)}
		</span>
	);
}
