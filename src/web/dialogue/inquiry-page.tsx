import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { answerInquiryEndpoint, inquiryEndpoint } from '#contract/inquiries.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextArea } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { InquiryStamp, Lines, useAskedName } from './inquiry-thread.tsx';

type One = z.output<typeof inquiryEndpoint.output>;

/** One inquiry for who was asked: what it is about, what was said, and the field to answer in. */
export function InquiryPage() {
	const say = useTranslations('inquiry');
	const { inquiryId = '' } = useParams({ strict: false });
	const query = useQueryOf(inquiryEndpoint, { id: inquiryId }, { topics: ['notice', 'conversation'] });
	return (
		<Answer query={query} what={say('one')}>
			{(inquiry) => <Shown inquiry={inquiry} />}
		</Answer>
	);
}

function Shown({ inquiry }: Readonly<{ inquiry: One }>) {
	const say = useTranslations('inquiry');
	const nameOf = useAskedName();
	const { standing, by, dueAt, shown, closed, conversationId, mine } = inquiry;
	const open = standing === 'open' || standing === 'overdue';
	return (
		<>
			<PageHead
				title={mine ? say('page.mine', { name: by }) : say('page.other', { name: nameOf(inquiry) })}
				mark={<InquiryStamp standing={standing} />}
				sub={
					open && (
						<>
							{say('until')} <Moment at={dueAt} />
						</>
					)
				}
				path={<DeskLink to="/dialog/fachfragen">{say('mine.title')}</DeskLink>}
				end={conversationId && <DeskLink to={`/dialog/${conversationId}`}>{say('page.conversation')}</DeskLink>}
			/>
			<div className="stack inq-page">
				{shown && (
					<Sheet title={say('page.about')}>
						<div className="pad stack">
							<p className="words">{shown}</p>
							<p className="hint">{say('page.about-hint')}</p>
						</div>
					</Sheet>
				)}
				<Sheet title={say('page.thread')}>
					<div className="pad stack">
						<Lines inquiry={inquiry} />
						{closed && <p className="note tip">{say('page.closed')}</p>}
						{mine && standing !== 'withdrawn' && <AnswerField inquiry={inquiry} />}
						{standing === 'withdrawn' && <p className="hint">{say('page.withdrawn')}</p>}
					</div>
				</Sheet>
			</div>
		</>
	);
}

function AnswerField({ inquiry: { id, standing } }: Readonly<{ inquiry: One }>) {
	const say = useTranslations('inquiry.page');
	const announce = useAnnounce();
	const [text, setText] = useState('');
	const act = useAct(answerInquiryEndpoint, { topics: ['notice', 'conversation'] });
	const send = async () => {
		if (!(await act.run({ id, text })).ok) return;
		setText('');
		announce(say('answered'));
	};
	return (
		<>
			<TextArea
				label={say(standing === 'answered' ? 'more' : 'answer')}
				hint={say('answer-hint')}
				rows={5}
				value={text}
				onChange={setText}
			/>
			<FormSummary failure={act.failure} />
			<div className="acts">
				<Button
					kind="main"
					icon="send"
					busy={act.busy}
					blocked={text.trim() === '' ? say('empty') : undefined}
					onPress={() => void send()}
				>
					{say('send')}
				</Button>
			</div>
		</>
	);
}
