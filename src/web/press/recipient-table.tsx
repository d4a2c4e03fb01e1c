import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { confirmPressEndpoint, listRecipientsEndpoint, resendPressEndpoint } from '#contract/press.ts';

import { useAct, useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { FormSummary, useSentence } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { type Column, Table } from '../parts/table.tsx';
import type { PostPress, Recipient } from './shapes.ts';

type TableProps = Readonly<{ postId: string; mailing: NonNullable<PostPress['mailing']> }>;

/** What needs a person, opened in place; all recipients on demand. */
export function RecipientTable({ postId, mailing }: TableProps) {
	const say = useTranslations('press.post');
	const [only, setOnly] = useState<'trouble' | 'all'>('trouble');
	const list = useListOf(listRecipientsEndpoint, { id: postId, only, limit: 50 }, { topics: ['delivery'], keep: true });
	const columns = useColumns();
	return (
		<>
			{list.items.length > 0 && (
				<Table
					label={only === 'trouble' ? say('trouble') : say('title')}
					columns={columns}
					rows={list.items}
					rowKey={({ id }) => id}
					more={list.more}
					below={(recipient) =>
						recipient.reason !== null && <Help postId={postId} recipient={recipient} mayDecide={mailing.mayDecide} />
					}
				/>
			)}
			<div className="pad">
				<Button small onPress={() => setOnly(only === 'all' ? 'trouble' : 'all')}>
					{say(only === 'all' ? 'fewer' : 'all')}
				</Button>
			</div>
		</>
	);
}

const stamps = {
	waiting: 'waiting',
	sending: 'sending',
	sent: 'published',
	practice: 'published',
	refused: 'refused',
	unclear: 'unclear',
	stopped: 'withdrawn',
} as const satisfies Record<Recipient['state'], string>;

const useColumns = (): readonly Column<Recipient>[] => {
	const say = useTranslations('press');
	return [
		{
			key: 'who',
			head: say('post.who'),
			cell: ({ name, mail }) => (
				<>
					{name ?? ''} <span className="hint wrap-any">{mail}</span>
				</>
			),
		},
		{
			key: 'state',
			head: say('post.state'),
			cell: ({ state, saidBy }) => (
				<Stamp state={stamps[state]}>{saidBy ? say('post.said-by', { name: saidBy }) : say(`stand.${state}`)}</Stamp>
			),
		},
		{ key: 'when', head: say('post.when'), cell: ({ at }) => <Moment at={at} /> },
	];
};

type HelpProps = Readonly<{ postId: string; recipient: Recipient; mayDecide: boolean }>;

/** Why a mail stands where it stands, what the server said, and the ways out. */
function Help({ postId, recipient: { id: recipientId, state, reason }, mayDecide }: HelpProps) {
	const say = useTranslations('press.post');
	const sentence = useSentence();
	const [asking, setAsking] = useState(false);
	const which = { id: postId, recipientId };
	const resend = useAct(resendPressEndpoint, { topics: ['delivery'] });
	const confirm = useAct(confirmPressEndpoint, { topics: ['delivery'] });
	if (reason === null) return null;
	const isOpen = mayDecide && (state === 'refused' || state === 'unclear');
	return (
		<div className={state === 'unclear' ? 'unbox' : ''}>
			<p>
				{sentence({ type: reason.type })}{' '}
				{reason.answer && <span className="hint">{say('answer', { answer: reason.answer })}</span>}
			</p>
			<FormSummary failure={resend.failure ?? confirm.failure} />
			{isOpen && (
				<div className="go">
					{state === 'unclear' && (
						<Button small icon="check" busy={confirm.busy} onPress={() => void confirm.run(which)}>
							{say('confirm')}
						</Button>
					)}
					<Button
						small
						icon="send"
						busy={resend.busy}
						onPress={() => (state === 'unclear' ? setAsking(true) : void resend.run(which))}
					>
						{say('resend')}
					</Button>
				</div>
			)}
			{asking && (
				<ConfirmDialog
					title={say('resend-title')}
					verb={say('resend')}
					safe={say('no')}
					icon="send"
					onConfirm={() => resend.run(which)}
					onClose={() => setAsking(false)}
				>
					<p>{say('resend-what')}</p>
				</ConfirmDialog>
			)}
		</div>
	);
}
