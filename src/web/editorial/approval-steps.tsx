import { useTranslations } from 'use-intl';

import type { ApprovalView } from '#contract/approval.ts';
import { instant } from '#kernel/time.ts';

import { Icon } from '../parts/icon.tsx';
import { Moment, useSpeakMoment } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { Avatar } from '../parts/person.tsx';
import { Stamp } from '../parts/stamp.tsx';

type Step = ApprovalView['steps'][number];

/** What a step is called; those the program brings along have a word of ours. */
export const useStepName = (): ((step: Pick<Step, 'id' | 'name'>) => string) => {
	const say = useTranslations('approval.step');
	return ({ id, name }) => name || say(id === 'mentor' ? 'mentor' : 'default');
};

/** "Zwei Augenpaare: Redaktion + Leitung bis 10:45": the rule in one sentence. */
export const useRuleSentence = (): ((approval: ApprovalView) => string) => {
	const say = useTranslations('approval.sentence');
	const nameOf = useStepName();
	const speak = useSpeakMoment();
	return ({ steps }) => {
		const count = 1 + steps.reduce((sum, { eyes }) => sum + eyes, 0);
		const who = [say('author'), ...steps.map(nameOf)].join(' + ');
		const due = steps.filter(({ state }) => state === 'open').flatMap(({ dueAt }) => (dueAt ? [dueAt] : []));
		const [until] = due.toSorted();
		const eyes = say('eyes', { count });
		return until ? say('until', { eyes, who, until: speak(instant(until)) }) : say('whole', { eyes, who });
	};
};

type RuleLineProps = Readonly<{ approval: ApprovalView }>;

/** By which rule the post goes, and in which order its steps come. */
export function RuleLine({ approval: { rule, steps, order } }: RuleLineProps) {
	const say = useTranslations('approval.rule');
	const sentence = rule.id === null ? say('default') : say('by', { name: rule.name, version: rule.version });
	return (
		<p className="hint">
			{sentence}
			{steps.length > 1 && `. ${say(order)}`}
		</p>
	);
}

const SHOWN = 4;

type StepsProps = Readonly<{ approval: ApprovalView }>;

/** Each step with who said yes and who is still asked. */
export function Steps({ approval: { steps, asked } }: StepsProps) {
	const nameOf = useStepName();
	return (
		<ol className="appr-steps">
			{steps.map((step) => (
				<li key={step.id}>
					<div className="appr-step">
						<b>{nameOf(step)}</b>
						<StepState step={step} asked={asked} />
					</div>
					<Given step={step} />
					{step.state !== 'done' && <Asked step={step} />}
				</li>
			))}
		</ol>
	);
}

type StepStateProps = Readonly<{ step: Step; asked: boolean }>;

function StepState({ step: { state, given, eyes, dueAt, deadlineMinutes }, asked }: StepStateProps) {
	const say = useTranslations('approval.step');
	const speak = useSpeakMoment();
	const now = useNow();
	if (!asked)
		return deadlineMinutes === null ? null : (
			<span className="hint">{say('within', { time: spell(deadlineMinutes) })}</span>
		);
	if (state === 'done') return <Stamp state="published">{say('done')}</Stamp>;
	if (state === 'waits') return <span className="hint">{say('waits')}</span>;
	const late = dueAt !== null && instant(dueAt) < now;
	return (
		<>
			{eyes > 1 && <span className="hint">{say('of', { given: given.length, eyes })}</span>}
			{dueAt && (
				<span className={late ? 'left late' : 'left'}>
					{say(late ? 'late' : 'until', { moment: speak(instant(dueAt)) })}
				</span>
			)}
			<Stamp state="approval">{say('open')}</Stamp>
		</>
	);
}

const spell = (minutes: number): string => (minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`);

type OneStepProps = Readonly<{ step: Step }>;

function Given({ step: { given } }: OneStepProps) {
	const say = useTranslations('approval.step');
	return given.map(({ person, at, way, office }) => (
		<div className="sig" key={person.id}>
			<Avatar name={person.name} tone="warm" />
			<span>
				<b>{person.name}</b>
				<br />
				<span className="hint">
					{way === 'link' ? say('yes-link', { office: office ?? '' }) : say(way === 'change' ? 'yes-change' : 'yes')},{' '}
					<Moment at={at} />
				</span>
			</span>
		</div>
	));
}

function Asked({ step: { asked, guests, substitute } }: OneStepProps) {
	const say = useTranslations('approval.step');
	return (
		<ul className="route">
			{asked.slice(0, SHOWN).map(({ id, name, standsIn }) => (
				<li key={id}>
					<Avatar name={name} tone="warm" />
					<span>
						<b>{name}</b>
						<small>{say(standsIn ? 'stands-in' : 'may')}</small>
					</span>
					<Icon name="hourglass" />
				</li>
			))}
			{asked.length > SHOWN && <li className="hint">{say('more', { count: asked.length - SHOWN })}</li>}
			{guests.map(({ id, name, office }) => (
				<li key={id}>
					<Avatar name={name} tone="warm" />
					<span>
						<b>{name}</b>
						<small>{say('guest', { office })}</small>
					</span>
					<Icon name="link" />
				</li>
			))}
			{substitute && <li className="hint">{say('then', { name: substitute.name })}</li>}
		</ul>
	);
}
