import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import { useOffice } from '../shell/office.tsx';
import { useFacts } from './facts.ts';
import { AnswerStep, ApproveStep, ProveStep, PublishStep, WriteStep } from './guide-steps.tsx';
import { changeRound, useRound } from './round.ts';
import { type Step, steps } from './steps.ts';

/** The guided round: what to do next on the real screens, until one has been once around. Never in the way, never modal. */
export function Guide() {
	const round = useRound();
	return round.state === 'running' ? <Strip /> : null;
}

const pages: Readonly<Record<Step, typeof WriteStep>> = {
	write: WriteStep,
	approve: ApproveStep,
	publish: PublishStep,
	answer: AnswerStep,
	prove: ProveStep,
};

function Strip() {
	const say = useTranslations('guide');
	const { flags } = useOffice();
	const facts = useFacts(useRound());
	const { step } = facts;
	const frame = (text: ReactNode, ways?: ReactNode) => (
		<aside className="guide" aria-label={say('title')} data-walk="" tabIndex={-1}>
			<p className="guide-at">{step ? say('at', { at: steps.indexOf(step) + 1, of: steps.length }) : say('done-at')}</p>
			<div className="guide-m" role="status">
				<b>{step ? say(`${step}.title`) : say('done')}</b>
				<p>{text}</p>
			</div>
			<div className="guide-acts">
				{ways}
				{step && (
					<Button kind="quiet" small onPress={() => changeRound({ state: 'resting' })}>
						{say('later')}
					</Button>
				)}
				<Button kind="quiet" small onPress={() => changeRound({ state: 'ended' })}>
					{say('end')}
				</Button>
			</div>
		</aside>
	);
	if (step === null) return frame(say(flags.sample ? 'done-text-sample' : 'done-text-own'));
	const Page = pages[step];
	return <Page facts={facts} frame={frame} />;
}
