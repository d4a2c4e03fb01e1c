import { useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	type ModerationAct as Act,
	confirmActEndpoint,
	liftActEndpoint,
	reviewObjectionEndpoint,
	settleActEndpoint,
} from '#contract/moderation.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Hash } from '../parts/hash.tsx';
import { Moment } from '../parts/moment.tsx';
import { Deadline } from '../parts/ring.tsx';
import { Stamp, type StampState } from '../parts/stamp.tsx';
import { useOffice } from '../shell/office.tsx';

/** A report asks for a deletion; it is none. */
export const stepKey = ({ step, means }: Pick<Act, 'step' | 'means'>) =>
	step === 'delete' && means === 'report' ? ('step.report' as const) : (`step.${step}` as const);

/** What was done so cannot be taken back. */
const FINAL: ReadonlySet<Act['means']> = new Set<Act['means']>(['reply', 'report', 'remove']);

/** One act: what, by which rule, by whom, how it stands, and what is to be decided about it. */
export function ModerationAct({ act, bare }: Readonly<{ act: Act; bare?: boolean }>) {
	const say = useTranslations('moderation');
	return (
		<article className="modact">
			<p>
				{!bare && <b>{say(stepKey(act))} </b>}
				<StateOf act={act} />
			</p>
			<p className="hint">
				{say('cited', { rule: act.rule, version: act.netiquette })}{' '}
				{act.automatic ? say('by-rule', act.automatic) : say('by', { name: act.by })}
				{act.second && `, ${say(act.state === 'declined' ? 'declined-by' : 'second-by', { name: act.second })}`},{' '}
				<Moment at={act.at} />
			</p>
			<p>{act.facts}</p>
			<details>
				<summary>{say('more')}</summary>
				<dl className="modfacts">
					<dt>{say('proportion')}</dt>
					<dd>{act.proportion}</dd>
					<dt>{say('evidence')}</dt>
					<dd>
						<Moment at={act.evidence.at} />, {say('bytes', { count: act.evidence.bytes })}
						<br />
						<Hash value={act.evidence.sha256} />
					</dd>
					{act.decidedAt && act.means !== 'reply' && (
						<>
							<dt>{say('objection-link')}</dt>
							<dd>
								<a href={act.objectionLink} rel="noreferrer" target="_blank" className="wrap-any">
									{act.objectionLink}
								</a>
								<span className="hint">{say(act.told ? 'told' : 'not-told')}</span>
							</dd>
						</>
					)}
				</dl>
			</details>
			{act.state === 'proposed' && <Second act={act} />}
			{act.objection && <Objection act={act} />}
			{(act.sending === 'unclear' || act.sending === 'refused') && <Trouble act={act} />}
			<Lift act={act} />
		</article>
	);
}

const stamps: Readonly<Record<Act['sending'], StampState>> = {
	none: 'published',
	waiting: 'waiting',
	sending: 'sending',
	done: 'published',
	refused: 'refused',
	unclear: 'unclear',
};

function StateOf({ act }: Readonly<{ act: Act }>) {
	const say = useTranslations('moderation.state');
	if (act.state === 'proposed') return <Stamp state="approval">{say('proposed')}</Stamp>;
	if (act.state !== 'standing') return <Stamp state="withdrawn">{say(act.state)}</Stamp>;
	if (act.means === 'reply') return <Stamp state="published">{say('said')}</Stamp>;
	return <Stamp state={stamps[act.sending]}>{say(`${act.course}-${act.sending}`)}</Stamp>;
}

/** What the second person is asked; the first one reads that somebody else has to decide. */
function Second({ act }: Readonly<{ act: Act }>) {
	const say = useTranslations('moderation');
	const [decision, ask] = useState<'confirm' | 'decline'>();
	const confirm = useAct(confirmActEndpoint, { topics: ['conversation'] });
	const { conversationId, id: actId } = act;
	return (
		<>
			<p className="hint">
				{say('waits-second')} {act.expiresAt && <Moment at={act.expiresAt} />}
			</p>
			{act.mayConfirm && (
				<div className="acts">
					<Button small kind="danger" icon="check" onPress={() => ask('confirm')}>
						{say('confirm')}
					</Button>
					<Button small icon="x" onPress={() => ask('decline')}>
						{say('decline')}
					</Button>
				</div>
			)}
			{decision && (
				<ConfirmDialog
					title={say(`${decision}-title`)}
					verb={say(decision)}
					safe={say('leave')}
					danger={decision === 'confirm'}
					reason={say('reason')}
					onConfirm={(reason) => confirm.run({ conversationId, actId, decision, reason })}
					onClose={() => ask(undefined)}
				>
					<p>{act.facts}</p>
					<p>{act.proportion}</p>
				</ConfirmDialog>
			)}
		</>
	);
}

/** Refused or unclear: somebody looks at the network and says what is the case. */
function Trouble({ act }: Readonly<{ act: Act }>) {
	const say = useTranslations('moderation');
	const settle = useAct(settleActEndpoint, { topics: ['conversation'] });
	const { conversationId, id: actId } = act;
	return (
		<>
			<p className="hint">{say(`trouble.${act.sending === 'refused' ? 'refused' : act.means}`)}</p>
			{act.reason && <p className="hint wrap-any">{say('answer-was', { reason: act.reason })}</p>}
			<div className="acts">
				{(['happened', 'again'] as const).map((decision) => (
					<Button
						key={decision}
						small
						busy={settle.busy}
						onPress={() => void settle.run({ conversationId, actId, decision })}
					>
						{say(decision)}
					</Button>
				))}
			</div>
			<FormSummary failure={settle.failure} />
		</>
	);
}

function Lift({ act }: Readonly<{ act: Act }>) {
	const say = useTranslations('moderation');
	const { may } = useOffice();
	const [asking, setAsking] = useState(false);
	const lift = useAct(liftActEndpoint, { topics: ['conversation'] });
	const { conversationId, id: actId, state, course, means, unitId } = act;
	const stands = state === 'standing' && course === 'do' && !FINAL.has(means);
	if (!stands || !may('moderation.confirm', unitId)) return null;
	return (
		<>
			{act.until && (
				<p className="hint">
					{say('ends')} <Moment at={act.until} />
				</p>
			)}
			<div className="acts">
				<Button small icon="undo-2" onPress={() => setAsking(true)}>
					{say('lift')}
				</Button>
			</div>
			{asking && (
				<ConfirmDialog
					title={say('lift-title')}
					verb={say('lift')}
					safe={say('leave')}
					reason={say('reason')}
					onConfirm={(reason) => lift.run({ conversationId, actId, reason })}
					onClose={() => setAsking(false)}
				/>
			)}
		</>
	);
}

const verdictText = (verdict: 'uphold' | 'reject', means: Act['means']) =>
	verdict === 'uphold' && (means === 'report' || means === 'remove')
		? (`uphold-${means}` as const)
		: (`${verdict}-text` as const);

function Objection({ act }: Readonly<{ act: Act }>) {
	const say = useTranslations('moderation');
	const [verdict, ask] = useState<'uphold' | 'reject'>();
	const review = useAct(reviewObjectionEndpoint, { topics: ['conversation'] });
	const { objection, conversationId, id: actId } = act;
	if (objection === null) return null;
	const open = objection.decidedAt === null;
	return (
		<div className="modobj">
			<p>
				<b>{say('objection')}</b> {open && <Deadline from={objection.at} dueAt={objection.dueAt} />}
			</p>
			<p className="words">{objection.text}</p>
			{!open && (
				<p className="hint">
					{say(objection.upheld ? 'upheld' : 'rejected')} {objection.answer}
				</p>
			)}
			{open && !act.mayReview && <p className="hint">{say('review-by-other')}</p>}
			{act.mayReview && (
				<div className="acts">
					<Button small icon="undo-2" onPress={() => ask('uphold')}>
						{say('uphold')}
					</Button>
					<Button small onPress={() => ask('reject')}>
						{say('reject')}
					</Button>
				</div>
			)}
			{verdict && (
				<ConfirmDialog
					title={say(`${verdict}-title`)}
					verb={say(verdict)}
					safe={say('leave')}
					reason={say('review-answer')}
					onConfirm={(answer) => review.run({ conversationId, actId, upheld: verdict === 'uphold', answer })}
					onClose={() => ask(undefined)}
				>
					<p>{say(verdictText(verdict, act.means))}</p>
				</ConfirmDialog>
			)}
		</div>
	);
}
