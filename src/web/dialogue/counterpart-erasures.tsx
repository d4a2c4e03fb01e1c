import { useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	askErasureEndpoint,
	type CounterpartErasure,
	decideErasureEndpoint,
	erasuresEndpoint,
} from '#contract/privacy.ts';
import { legalBases } from '#contract/records.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { FormSummary, fieldErrors } from '../parts/failures.tsx';
import { Select, TextArea } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Plate } from '../parts/plate.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { useAnnounce } from '../parts/toast.tsx';

const stamps = { open: 'approval', done: 'withdrawn', declined: 'refused' } as const;

/** Requests that another person decides, and those that were decided. */
export function ErasuresSheet() {
	const say = useTranslations('privacy.erasure');
	const basis = useTranslations('records.erasure.bases');
	const list = useListOf(erasuresEndpoint, {}, { topics: ['setting'] });
	const columns: readonly Column<CounterpartErasure>[] = [
		{
			key: 'who',
			head: say('column.who'),
			cell: ({ channel, counterpartId, label }) => (
				<span className="wrapx">
					<Plate channel={channel} /> {label ?? <span className="mono">{counterpartId.slice(-6)}</span>}
				</span>
			),
		},
		{ key: 'basis', head: say('column.basis'), cell: ({ legalBasis }) => basis(legalBasis) },
		{ key: 'reason', head: say('column.reason'), cell: ({ reason }) => reason },
		{ key: 'asked', head: say('column.asked'), cell: ({ requestedAt }) => <Moment at={requestedAt} /> },
		{
			key: 'state',
			head: say('column.state'),
			cell: ({ state }) => <Stamp state={stamps[state]}>{say(`state.${state}`)}</Stamp>,
		},
		{ key: 'acts', head: say('column.acts'), cell: (item) => item.state === 'open' && <Decide item={item} /> },
	];
	return (
		<Sheet title={say('title')}>
			<Answer query={list} what={say('title')}>
				{() =>
					list.items.length === 0 ? (
						<Empty kind="not-yet" title={say('none')}>
							{say('none-hint')}
						</Empty>
					) : (
						<div className="times">
							<Table
								label={say('title')}
								columns={columns}
								rows={list.items}
								rowKey={({ id }) => id}
								more={list.more}
							/>
						</div>
					)
				}
			</Answer>
		</Sheet>
	);
}

/** Another person says yes or no; who asked may only take the request back. */
function Decide({ item: { id, own, conversations, label } }: Readonly<{ item: CounterpartErasure }>) {
	const say = useTranslations('privacy.erasure');
	const announce = useAnnounce();
	const [confirming, setConfirming] = useState(false);
	const confirm = useAct(decideErasureEndpoint, {
		topics: ['setting', 'conversation'],
		onDone: ({ conversations: count }) => announce(say('done', { count })),
	});
	const decline = useAct(decideErasureEndpoint, { topics: ['setting'] });
	return (
		<span className="wrapx">
			<Button
				small
				kind="danger"
				icon="trash"
				blocked={own ? say('own') : undefined}
				onPress={() => setConfirming(true)}
			>
				{say('confirm')}
			</Button>
			<Button small busy={decline.busy} onPress={() => void decline.run({ id, decision: 'decline' })}>
				{say(own ? 'take-back' : 'decline')}
			</Button>
			{confirming && (
				<ConfirmDialog
					title={say('confirm-title')}
					verb={say('confirm')}
					safe={say('keep')}
					icon="trash"
					danger
					onConfirm={() => confirm.run({ id, decision: 'confirm' })}
					onClose={() => setConfirming(false)}
				>
					{label && (
						<p>
							<b>{label}</b>
						</p>
					)}
					<p>{say('confirm-hint', { count: conversations })}</p>
				</ConfirmDialog>
			)}
		</span>
	);
}

type AskProps = Readonly<{ counterpartId: string; onAsked: () => void; onClose: () => void }>;

/** Asks for an erasure. Nothing goes until another person confirms. */
export function AskErasureDialog({ counterpartId, onAsked, onClose }: AskProps) {
	const say = useTranslations('privacy.erasure');
	const bases = useTranslations('records.erasure.bases');
	const announce = useAnnounce();
	const [basis, setBasis] = useState<(typeof legalBases)[number]>('gdpr-17-1-a');
	const [reason, setReason] = useState('');
	const asking = useAct(askErasureEndpoint, {
		topics: ['setting'],
		onDone: () => {
			announce(say('asked'));
			onAsked();
			onClose();
		},
	});
	const acts = (
		<>
			<Button onPress={onClose}>{say('keep')}</Button>
			<Button
				kind="danger"
				icon="trash"
				busy={asking.busy}
				onPress={() => void asking.run({ counterpartId, legalBasis: basis, reason })}
			>
				{say('ask')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('ask-title')} onClose={onClose} acts={acts}>
			<p>{say('ask-hint')}</p>
			<FormSummary failure={asking.failure} />
			<Select
				label={say('basis')}
				value={basis}
				onChange={(value) => setBasis(legalBases.find((known) => known === value) ?? basis)}
				options={legalBases.map((value) => ({ value, label: bases(value) }))}
			/>
			<TextArea
				label={say('reason')}
				hint={say('reason-hint')}
				value={reason}
				onChange={setReason}
				rows={2}
				error={fieldErrors(asking.failure)['reason'] ? say('reason-missing') : undefined}
			/>
		</Dialog>
	);
}
