import { useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	blockFediverseHostEndpoint,
	listFediverseBlocksEndpoint,
	unblockFediverseHostEndpoint,
} from '#contract/federation.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { useOffice } from '../shell/office.tsx';

/** Servers that are refused in and out, each with its reason. */
export function BlocksSheet() {
	const say = useTranslations('federation');
	const { may } = useOffice();
	const [asking, setAsking] = useState(false);
	const list = useListOf(listFediverseBlocksEndpoint, {}, { topics: ['presence'] });
	const mayBlock = may('settings.manage');
	return (
		<Sheet title={say('blocks')} end={mayBlock && <Button onPress={() => setAsking(true)}>{say('block')}</Button>}>
			<Answer query={list} what={say('blocks')}>
				{() =>
					list.items.length === 0 ? (
						<Empty kind="done" title={say('blocks-none')} />
					) : (
						<Table
							label={say('blocks')}
							rows={list.items}
							rowKey={({ host }) => host}
							more={list.more}
							columns={[
								{ key: 'host', head: say('host'), cell: ({ host }) => <span className="mono">{host}</span> },
								{ key: 'reason', head: say('reason'), cell: ({ reason }) => reason },
								{ key: 'since', head: say('since'), cell: ({ blockedAt }) => <Moment at={blockedAt} /> },
								{ key: 'act', head: say('act'), cell: ({ host }) => mayBlock && <Unblock host={host} /> },
							]}
						/>
					)
				}
			</Answer>
			{asking && <BlockDialog onClose={() => setAsking(false)} />}
		</Sheet>
	);
}

type UnblockProps = Readonly<{ host: string }>;

function Unblock({ host }: UnblockProps) {
	const say = useTranslations('federation');
	const { run, busy, failure } = useAct(unblockFediverseHostEndpoint, { topics: ['presence'] });
	return (
		<>
			<FormSummary failure={failure} />
			<Button small busy={busy} onPress={() => void run({ host })}>
				{say('unblock')}
			</Button>
		</>
	);
}

const SHORTEST_REASON = 3;

type BlockDialogProps = Readonly<{ onClose: () => void }>;

function BlockDialog({ onClose }: BlockDialogProps) {
	const say = useTranslations('federation');
	const [host, setHost] = useState('');
	const [reason, setReason] = useState('');
	const { run, busy, failure } = useAct(blockFediverseHostEndpoint, { topics: ['presence'], onDone: onClose });
	const missing = host.trim() === '' ? say('host-missing') : say('reason-missing');
	const isGood = host.trim() !== '' && reason.trim().length >= SHORTEST_REASON;
	const acts = (
		<Button kind="danger" busy={busy} blocked={isGood ? undefined : missing} onPress={() => void run({ host, reason })}>
			{say('block')}
		</Button>
	);
	return (
		<Dialog title={say('block')} onClose={onClose} acts={acts}>
			<p>{say('block-text')}</p>
			<FormSummary failure={failure} />
			<TextField
				label={say('host')}
				hint={say('host-hint')}
				value={host}
				onChange={setHost}
				spellCheck={false}
				autoFocus
			/>
			<TextArea label={say('block-reason')} value={reason} onChange={setReason} rows={2} />
		</Dialog>
	);
}
