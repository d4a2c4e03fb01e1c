import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import {
	dropMailSettingsEndpoint,
	mailEndpoint,
	mailSettingsEndpoint,
	mailsEndpoint,
	retryMailEndpoint,
} from '#contract/mail.ts';

import { Answer } from '../../parts/answer.tsx';
import { useAct, useListOf, useQueryOf } from '../../parts/asking.ts';
import { Button } from '../../parts/button.tsx';
import { Callout } from '../../parts/callout.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FormSummary } from '../../parts/failures.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Stamp } from '../../parts/stamp.tsx';
import { Table } from '../../parts/table.tsx';
import { useAnnounce } from '../../parts/toast.tsx';
import { MailServerForm } from './mail-server-form.tsx';
import { SettingsHead } from './settings-head.tsx';

/** The mail server, and every mail of the office; without a server the practice mailbox. */
export function MailPage() {
	const say = useTranslations('people.mail');
	const announce = useAnnounce();
	return (
		<>
			<SettingsHead place="mail" />
			<div className="stack">
				<Sheet title={say('server')}>
					<div className="pad">
						<MailServerForm onDone={() => announce(say('saved'))} />
						<DropServer />
					</div>
				</Sheet>
				<MailSheet />
			</div>
		</>
	);
}

function DropServer() {
	const say = useTranslations('people.mail');
	const { data } = useQueryOf(mailSettingsEndpoint, {}, { topics: ['setting'] });
	const { run, busy, failure } = useAct(dropMailSettingsEndpoint, { topics: ['setting', 'mail'] });
	if (!data?.server) return <p className="hint sp">{say('practice-hint')}</p>;
	return (
		<div className="sp">
			<FormSummary failure={failure} />
			<Button kind="quiet" busy={busy} onPress={() => void run({})}>
				{say('drop')}
			</Button>
		</div>
	);
}

type Mail = z.output<typeof mailsEndpoint.output>['items'][number];
const stamps = {
	waiting: 'waiting',
	sending: 'sending',
	sent: 'published',
	refused: 'refused',
	practice: 'draft',
} as const;

function MailSheet() {
	const say = useTranslations('people.mail');
	const list = useListOf(mailsEndpoint, {}, { topics: ['mail'], keep: true });
	const [opened, setOpened] = useState<string | null>(null);
	return (
		<Sheet title={say('mails')}>
			<Answer query={list} what={say('mails')}>
				{() =>
					list.items.length === 0 ? (
						<Empty kind="not-yet" title={say('none')} />
					) : (
						<Table
							label={say('mails')}
							rows={list.items}
							rowKey={({ id }) => id}
							more={list.more}
							below={(mail) => mail.state === 'refused' && <Refused mail={mail} />}
							columns={[
								{
									key: 'subject',
									head: say('subject'),
									cell: ({ id, subject, state }) =>
										state === 'practice' ? (
											<button type="button" className="link" onClick={() => setOpened(id)}>
												{subject}
											</button>
										) : (
											subject
										),
								},
								{ key: 'to', head: say('to'), cell: ({ to }) => to },
								{ key: 'at', head: say('at'), cell: ({ at }) => <Moment at={at} /> },
								{
									key: 'state',
									head: say('state'),
									cell: ({ state }) => <Stamp state={stamps[state]}>{say(`state-${state}`)}</Stamp>,
								},
							]}
						/>
					)
				}
			</Answer>
			{opened && <MailDialog id={opened} onClose={() => setOpened(null)} />}
		</Sheet>
	);
}

type RefusedProps = Readonly<{ mail: Mail }>;

function Refused({ mail: { id, reason } }: RefusedProps) {
	const say = useTranslations('people.mail');
	const { run, busy, failure } = useAct(retryMailEndpoint, { topics: ['mail'] });
	return (
		<Callout
			kind="block"
			title={say('refused')}
			act={
				<Button small icon="refresh-cw" busy={busy} onPress={() => void run({ id })}>
					{say('retry')}
				</Button>
			}
		>
			<FormSummary failure={failure} />
			{reason}
		</Callout>
	);
}

type MailDialogProps = Readonly<{ id: string; onClose: () => void }>;

/** One mail of the practice mailbox. Its links can be followed. */
function MailDialog({ id, onClose }: MailDialogProps) {
	const say = useTranslations('people.mail');
	const act = useTranslations('common.act');
	const query = useQueryOf(mailEndpoint, { id }, { topics: ['mail'] });
	return (
		<Dialog
			title={query.data?.subject ?? say('mail')}
			onClose={onClose}
			acts={<Button onPress={onClose}>{act('close')}</Button>}
			wide
		>
			<Answer query={query}>
				{({ to, text }) => (
					<>
						<dl className="kv">
							<dt>{say('to')}</dt>
							<dd>{to}</dd>
						</dl>
						<p className="letter-text">{withLinks(text ?? '')}</p>
					</>
				)}
			</Answer>
		</Dialog>
	);
}

const withLinks = (text: string) =>
	text.split(/(https?:\/\/\S+)/).map((part) =>
		/^https?:/.test(part) ? (
			<a key={part} href={part} target="_blank" rel="noreferrer">
				{part}
			</a>
		) : (
			part
		),
	);
