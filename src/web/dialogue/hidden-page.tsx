import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type HiddenView, hiddenByRuleEndpoint, reviewHiddenEndpoint } from '#contract/rules.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { CopyButton } from '../parts/copy-line.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Empty } from '../parts/empty.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { Plate, PracticeTag } from '../parts/plate.tsx';
import { Segments } from '../parts/segments.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';

const views = ['open', 'all'] as const;
type View = (typeof views)[number];

/** Everything a rule has hidden by itself: it stands here until a person has looked. */
export function HiddenPage() {
	const say = useTranslations('rules.review');
	const common = useTranslations('common.act');
	const moderation = useTranslations('moderation.list');
	const { may } = useOffice();
	const [view, setView] = useState<View>('open');
	const [sorry, setSorry] = useState<HiddenView>();
	const list = useListOf(hiddenByRuleEndpoint, { view, limit: 20 }, { topics: ['conversation'], keep: true });
	return (
		<>
			<PageHead
				title={say('title')}
				sub={say('intro')}
				path={<DeskLink to="/dialog/moderation">{moderation('title')}</DeskLink>}
				end={
					may('rule.manage') && (
						<DeskLink className="btn" to="/einrichtung/dialogregeln">
							{say('rules')}
						</DeskLink>
					)
				}
			/>
			<div className="stack">
				<Segments
					label={say('view')}
					value={view}
					onChange={setView}
					options={views.map((one) => ({ value: one, label: say(`views.${one}`) }))}
				/>
				{sorry && <Sorry hidden={sorry} />}
				<Answer query={list} what={say('what')}>
					{() => (
						<Sheet title={say(`views.${view}`)}>
							{list.items.length === 0 ? (
								<Empty kind={view === 'open' ? 'done' : 'not-yet'} title={say(`none.${view}`)}>
									{say('none-hint')}
								</Empty>
							) : (
								<ul className="rules" aria-label={say('title')}>
									{list.items.map((one) => (
										<Hidden key={one.actId} hidden={one} onReverted={() => setSorry(one)} />
									))}
								</ul>
							)}
						</Sheet>
					)}
				</Answer>
				{list.more && (
					<Button busy={list.more.busy} onPress={list.more.load}>
						{common('more')}
					</Button>
				)}
			</div>
		</>
	);
}

type HiddenProps = Readonly<{ hidden: HiddenView; onReverted: () => void }>;

function Hidden({ hidden, onReverted }: HiddenProps) {
	const say = useTranslations('rules.review');
	const announce = useAnnounce();
	const review = useAct(reviewHiddenEndpoint, { topics: ['conversation'] });
	const { actId, author, rule, ruleVersion, number, sending } = hidden;
	const decide = async (decision: 'confirm' | 'revert') => {
		if (!(await review.run({ actId, decision })).ok) return;
		announce(say(decision === 'confirm' ? 'confirmed-done' : 'reverted-done'));
		if (decision === 'revert') onReverted();
	};
	return (
		<li className="rule">
			<p className="rule-name">
				<Plate channel={hidden.channel} practice={hidden.practice} /> {hidden.practice && <PracticeTag />}{' '}
				<b>{author}</b> <StateOf hidden={hidden} />
			</p>
			<blockquote className="modsaid words">{hidden.text || <em>{say('gone')}</em>}</blockquote>
			<p className="hint">
				{say('by', { rule, version: String(ruleVersion), number })}, <Moment at={hidden.at} />
			</p>
			{(sending === 'refused' || sending === 'unclear') && <p className="hint">{say(`sending.${sending}`)}</p>}
			<div className="acts">
				{hidden.review === 'open' && (
					<>
						<Button
							small
							busy={review.busy}
							label={say('of', { act: say('confirm'), author })}
							onPress={() => void decide('confirm')}
						>
							{say('confirm')}
						</Button>
						<Button
							small
							busy={review.busy}
							label={say('of', { act: say('revert'), author })}
							onPress={() => void decide('revert')}
						>
							{say('revert')}
						</Button>
					</>
				)}
				<DeskLink className="btn s quiet" to={`/dialog/${hidden.conversationId}`}>
					{say('to')}
				</DeskLink>
			</div>
			<FormSummary failure={review.failure} />
		</li>
	);
}

function StateOf({ hidden: { review, late, dueAt } }: Readonly<{ hidden: HiddenView }>) {
	const say = useTranslations('rules.review');
	if (review === 'confirmed') return <Stamp state="published">{say('confirmed')}</Stamp>;
	if (review === 'reverted') return <Stamp state="withdrawn">{say('reverted')}</Stamp>;
	return (
		<>
			<Stamp state={late ? 'due' : 'waiting'}>{say(late ? 'late' : 'open')}</Stamp>{' '}
			<span className="hint">
				{say('due')} <Moment at={dueAt} />
			</span>
		</>
	);
}

function Sorry({ hidden }: Readonly<{ hidden: HiddenView }>) {
	const say = useTranslations('rules.review');
	return (
		<Callout
			kind="hint"
			title={say('sorry')}
			act={
				<>
					<CopyButton value={hidden.apology} />
					<DeskLink className="btn s quiet" to={`/dialog/${hidden.conversationId}`}>
						{say('to')}
					</DeskLink>
				</>
			}
		>
			<p>{say('sorry-text')}</p>
			<blockquote className="modsaid words">{hidden.apology}</blockquote>
		</Callout>
	);
}
