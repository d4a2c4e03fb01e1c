import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import type { ConversationItem } from '#contract/dialogue.ts';
import { askOnEndpoint, type Inquiry, takeInquiryEndpoint, withdrawInquiryEndpoint } from '#contract/inquiries.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextArea } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Stamp, type StampState } from '../parts/stamp.tsx';
import { useTerms } from './inquiry-terms.tsx';
import type { Taken } from './taken-from.tsx';

const stamps: Readonly<Record<Inquiry['standing'], StampState>> = {
	...{ open: 'waiting', overdue: 'over', answered: 'published', withdrawn: 'withdrawn', expired: 'over' },
};

export function InquiryStamp({ standing }: Pick<Inquiry, 'standing'>) {
	const say = useTranslations('inquiry.standing');
	return <Stamp state={stamps[standing]}>{say(standing)}</Stamp>;
}

/** In lists: somebody was asked and has not answered. */
export function AsksColleague({ item }: Readonly<{ item: Pick<ConversationItem, 'asksColleague'> }>) {
	const say = useTranslations('inquiry');
	return item.asksColleague && <Stamp state="waiting">{say('asks')}</Stamp>;
}

/** Who was asked, and for whom they stand in. */
export const useAskedName = (): ((inquiry: Pick<Inquiry, 'asked' | 'insteadOf'>) => string) => {
	const say = useTranslations('inquiry');
	return ({ asked, insteadOf }) => (insteadOf === null ? asked : say('instead', { name: asked, other: insteadOf }));
};

type ThreadProps = Readonly<{
	inquiry: Inquiry;
	conversationId: string;
	mayAsk: boolean;
	onTake: ((taken: Taken) => void) | undefined;
}>;

/** One inquiry as those see it who asked: its state, what was said, what can be done. */
export function InquiryThread({ inquiry, conversationId, mayAsk, onTake }: ThreadProps) {
	const say = useTranslations('inquiry');
	const nameOf = useAskedName();
	const { id, standing, kind, mail, dueAt, shown } = inquiry;
	const open = standing === 'open' || standing === 'overdue';
	const take = (line: Inquiry['lines'][number]): ReactNode => (
		<TakeOver
			of={{ conversationId, inquiryId: id, lineId: line.id }}
			line={line}
			onTake={onTake}
			asked={nameOf(inquiry)}
		/>
	);
	return (
		<details className="inq" open={standing !== 'withdrawn'}>
			<summary>
				<b>{nameOf(inquiry)}</b> <InquiryStamp standing={standing} />
			</summary>
			<div className="inq-b">
				{mail && <p className="hint">{mail}</p>}
				{(open || standing === 'expired') && (
					<p className="hint">
						{say(kind === 'expert' ? 'link-until' : 'until')} <Moment at={dueAt} />
					</p>
				)}
				{shown && (
					<details className="inq-shown">
						<summary>{say('shown')}</summary>
						<p className="words">{shown}</p>
					</details>
				)}
				<Lines inquiry={inquiry} below={take} />
				{mayAsk && standing !== 'withdrawn' && <Acts inquiry={inquiry} conversationId={conversationId} />}
			</div>
		</details>
	);
}

type LinesProps = Readonly<{ inquiry: Inquiry; below?: (line: Inquiry['lines'][number]) => ReactNode }>;

/** What was asked and answered, in order. */
export function Lines({ inquiry, below }: LinesProps) {
	const say = useTranslations('inquiry');
	const nameOf = useAskedName();
	return (
		<ol className="inq-lines">
			{inquiry.lines.map((line) => (
				<li key={line.id} className={line.fromAsker ? 'q' : 'a'}>
					<p className="who">
						<b>{line.by ?? nameOf(inquiry)}</b> <Moment at={line.at} />
					</p>
					{line.text === '' ? <em>{say('sealed')}</em> : <p className="words">{line.text}</p>}
					{!line.fromAsker && line.text !== '' && below?.(line)}
				</li>
			))}
		</ol>
	);
}

type TakeProps = Readonly<{
	of: Readonly<{ conversationId: string; inquiryId: string; lineId: string }>;
	line: Inquiry['lines'][number];
	asked: string;
	onTake: ((taken: Taken) => void) | undefined;
}>;

function TakeOver({ of, line, asked, onTake }: TakeProps) {
	const say = useTranslations('inquiry');
	const act = useAct(takeInquiryEndpoint, { topics: ['conversation'] });
	const from = line.by ?? asked;
	const take = async () => {
		if ((await act.run(of)).ok) onTake?.({ text: line.text, from });
	};
	return (
		<>
			{line.takenAt && (
				<p className="hint">
					{say('taken')} <Moment at={line.takenAt} />
				</p>
			)}
			{onTake && (
				<div>
					<Button small icon="pen-line" busy={act.busy} onPress={() => void take()}>
						{say('take')}
					</Button>
				</div>
			)}
			<FormSummary failure={act.failure} />
		</>
	);
}

type ActsProps = Readonly<{ inquiry: Inquiry; conversationId: string }>;

function Acts({ inquiry, conversationId }: ActsProps) {
	const say = useTranslations('inquiry');
	const [doing, setDoing] = useState<'on' | 'withdraw'>();
	const withdraw = useAct(withdrawInquiryEndpoint, { topics: ['conversation'] });
	const { id: inquiryId, kind, standing } = inquiry;
	return (
		<div className="acts">
			{kind !== 'expert' && (
				<Button small onPress={() => setDoing('on')}>
					{say('ask-on')}
				</Button>
			)}
			{standing !== 'answered' && (
				<Button small icon="undo-2" onPress={() => setDoing('withdraw')}>
					{say('withdraw')}
				</Button>
			)}
			{doing === 'on' && (
				<AskOn conversationId={conversationId} inquiryId={inquiryId} onClose={() => setDoing(undefined)} />
			)}
			{doing === 'withdraw' && (
				<ConfirmDialog
					title={say('withdraw-title')}
					verb={say('withdraw')}
					safe={say('leave')}
					onConfirm={() => withdraw.run({ conversationId, inquiryId })}
					onClose={() => setDoing(undefined)}
				>
					<p>{say(kind === 'expert' ? 'withdraw-expert' : 'withdraw-colleague')}</p>
				</ConfirmDialog>
			)}
		</div>
	);
}

type AskOnProps = Readonly<{ conversationId: string; inquiryId: string; onClose: () => void }>;

function AskOn({ conversationId, inquiryId, onClose }: AskOnProps) {
	const say = useTranslations('inquiry');
	const [text, setText] = useState('');
	const terms = useTerms(conversationId);
	const act = useAct(askOnEndpoint, { topics: ['conversation'], onDone: onClose });
	const { dueAt } = terms;
	const blocked = text.trim() === '' ? say('empty') : dueAt === null ? say('due-missing') : undefined;
	const send = () => {
		if (dueAt !== null) void act.run({ conversationId, inquiryId, text, dueAt });
	};
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button kind="main" busy={act.busy} blocked={blocked} onPress={send}>
				{say('send')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('ask-on')} onClose={onClose} acts={acts}>
			<TextArea label={say('question')} rows={4} value={text} onChange={setText} autoFocus />
			{terms.field}
			<FormSummary failure={act.failure} />
		</Dialog>
	);
}
