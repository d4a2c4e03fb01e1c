import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { endMailboxEndpoint, type MailboxView, mailboxesEndpoint } from '#contract/mailboxes.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { MailboxForm } from './mailbox-form.tsx';

/** The mailboxes that are read for a unit. */
export function MailboxesSheet({ unit }: Readonly<{ unit: string }>) {
	const say = useTranslations('dialogue.mailboxes');
	const query = useQueryOf(mailboxesEndpoint, { unit }, { topics: ['setting'] });
	const [opened, open] = useState<MailboxView | 'new' | null>(null);
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				<p>{say('intro')}</p>
				<p className="hint">{say('files-hint')}</p>
				<Answer query={query} what={say('title')}>
					{({ mailboxes }) =>
						mailboxes.length === 0 ? (
							<p className="hint">{say('none')}</p>
						) : (
							mailboxes.map((mailbox) => (
								<MailboxOf key={mailbox.id} mailbox={mailbox} onChange={() => open(mailbox)} />
							))
						)
					}
				</Answer>
				<div className="acts">
					<Button icon="plus" onPress={() => open('new')}>
						{say('add')}
					</Button>
				</div>
			</div>
			{opened && <MailboxForm unit={unit} before={opened === 'new' ? null : opened} onClose={() => open(null)} />}
		</Sheet>
	);
}

type MailboxProps = Readonly<{ mailbox: MailboxView; onChange: () => void }>;

function MailboxOf({ mailbox, onChange }: MailboxProps) {
	const say = useTranslations('dialogue.mailboxes');
	const [ending, setEnding] = useState(false);
	const { name, address, host, port, polledAt, failure } = mailbox;
	return (
		<section className="stack mbx" aria-label={name}>
			<div className="mbx-h">
				<div>
					<h3>{name}</h3>
					<p className="hint">{address}</p>
				</div>
				<div className="acts">
					<Button small onPress={onChange}>
						{say('change')}
					</Button>
					<Button small kind="quiet" onPress={() => setEnding(true)}>
						{say('end')}
					</Button>
				</div>
			</div>
			{failure !== null && <Callout kind="block" title={say(`failing.${failure}`, { place: `${host}:${port}` })} />}
			{failure === null && (
				<p>
					{polledAt === null ? (
						say('first')
					) : (
						<>
							{say('well')} <Moment at={polledAt} />
						</>
					)}
				</p>
			)}
			{mailbox.aside.length > 0 && <Aside mailbox={mailbox} />}
			{ending && <Ending mailbox={mailbox} onClose={() => setEnding(false)} />}
		</section>
	);
}

/** What came and became no conversation: the known gaps among them. */
function Aside({ mailbox: { aside } }: Readonly<{ mailbox: MailboxView }>) {
	const say = useTranslations('dialogue.mailboxes');
	return (
		<details>
			<summary>
				{say('aside')} ({aside.length})
			</summary>
			<p className="hint">{say('aside-hint')}</p>
			<ul className="plain-list mbx-aside">
				{aside.map(({ key, kind, at, from, subject }) => (
					<li key={key}>
						<Moment at={at} /> <b>{subject === '' ? say('no-subject') : subject}</b> {from}{' '}
						<em>{say(`kind.${kind}`)}</em>
					</li>
				))}
			</ul>
		</details>
	);
}

type EndingProps = Readonly<{ mailbox: MailboxView; onClose: () => void }>;

function Ending({ mailbox: { id, name }, onClose }: EndingProps) {
	const say = useTranslations('dialogue.mailboxes');
	const announce = useAnnounce();
	const { run, busy, failure } = useAct(endMailboxEndpoint, { topics: ['setting'] });
	const end = async () => {
		if (!(await run({ id })).ok) return;
		announce(say('ended', { name }));
		onClose();
	};
	return (
		<Dialog
			title={say('end-title', { name })}
			onClose={onClose}
			acts={
				<>
					<Button onPress={onClose}>{say('keep')}</Button>
					<Button kind="main" busy={busy} onPress={() => void end()}>
						{say('end')}
					</Button>
				</>
			}
		>
			<FormSummary failure={failure} />
			<p>{say('end-hint')}</p>
		</Dialog>
	);
}
