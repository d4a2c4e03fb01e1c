import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { type HoldItem, liftHoldEndpoint, listHoldsEndpoint, setHoldEndpoint } from '#contract/records.ts';

import { useAct, useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, FormSummary, failureIn, fieldErrors } from '../parts/failures.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { type Column, Table } from '../parts/table.tsx';

type Item = z.output<typeof HoldItem>;

/** Legal holds: as long as one stands, nothing of its subject can be erased. */
export function HoldSheet() {
	const say = useTranslations('records.hold');
	const [setting, setSetting] = useState(false);
	const list = useListOf(listHoldsEndpoint, {}, { topics: ['record'] });
	const columns: readonly Column<Item>[] = [
		{
			key: 'subject',
			head: say('subject'),
			cell: ({ subject }) => (
				<DeskLink to="/akte" search={{ subject }}>
					<span className="mono">{subject}</span>
				</DeskLink>
			),
		},
		{ key: 'reason', head: say('reason'), cell: ({ reason }) => reason },
		{ key: 'set', head: say('set-at'), cell: ({ setAt }) => <Moment at={setAt} /> },
		{ key: 'review', head: say('review'), cell: ({ reviewAt }) => reviewAt && <Moment at={reviewAt} /> },
		{
			key: 'lifted',
			head: say('lifted'),
			cell: ({ id, liftedAt }) => (liftedAt ? <Moment at={liftedAt} /> : <Lift id={id} />),
		},
	];
	const set = (
		<Button small icon="lock" onPress={() => setSetting(true)}>
			{say('set')}
		</Button>
	);
	return (
		<Sheet title={say('title')} end={set}>
			{list.error && <ErrorSheet failure={failureIn(list.error)} onRetry={() => void list.refetch()} />}
			{list.isPending && <Loading what={say('title')} />}
			{list.isSuccess && list.items.length === 0 && (
				<Empty kind="not-yet" title={say('none')}>
					{say('none-hint')}
				</Empty>
			)}
			{list.items.length > 0 && (
				<Table label={say('title')} columns={columns} rows={list.items} rowKey={({ id }) => id} more={list.more} />
			)}
			{setting && <SetHoldDialog onClose={() => setSetting(false)} />}
		</Sheet>
	);
}

type LiftProps = Readonly<{ id: string }>;

function Lift({ id }: LiftProps) {
	const say = useTranslations('records.hold');
	const [confirming, setConfirming] = useState(false);
	const lift = useAct(liftHoldEndpoint, { topics: ['record'] });
	return (
		<>
			<Button small onPress={() => setConfirming(true)}>
				{say('lift')}
			</Button>
			{confirming && (
				<ConfirmDialog
					title={say('lift-title')}
					verb={say('lift')}
					safe={say('keep')}
					onConfirm={() => lift.run({ id })}
					onClose={() => setConfirming(false)}
				>
					<p>{say('lift-hint')}</p>
				</ConfirmDialog>
			)}
		</>
	);
}

type SetHoldProps = Readonly<{ onClose: () => void }>;

function SetHoldDialog({ onClose }: SetHoldProps) {
	const say = useTranslations('records.hold');
	const [subject, setSubject] = useState('');
	const [reason, setReason] = useState('');
	const setting = useAct(setHoldEndpoint, { topics: ['record'], onDone: onClose });
	const errors = fieldErrors(setting.failure);
	const acts = (
		<>
			<Button onPress={onClose}>{say('cancel')}</Button>
			<Button
				kind="main"
				icon="lock"
				busy={setting.busy}
				onPress={() => void setting.run({ subject: subject.trim(), reason })}
			>
				{say('set')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('set-title')} onClose={onClose} acts={acts}>
			<FormSummary failure={setting.failure} />
			<TextField
				label={say('subject')}
				hint={say('subject-hint')}
				value={subject}
				onChange={setSubject}
				spellCheck={false}
				error={errors['subject'] ? say('subject-missing') : undefined}
			/>
			<TextArea
				label={say('reason')}
				value={reason}
				onChange={setReason}
				rows={2}
				error={errors['reason'] ? say('reason-missing') : undefined}
			/>
		</Dialog>
	);
}
