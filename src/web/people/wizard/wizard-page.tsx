import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { Icon } from '../../parts/icon.tsx';
import { usePageTitle } from '../../parts/page-title.ts';
import { SampleWait } from '../../sample/sample-wait.tsx';
import { Brand } from '../../shell/side.tsx';
import { SecondFactorSetUp } from '../second-factor.tsx';
import { MailServerForm } from '../settings/mail-server-form.tsx';
import { AccountStep } from './account-step.tsx';
import { AuthorityStep } from './authority-step.tsx';
import { CodeStep } from './code-step.tsx';
import { DoneStep } from './done-step.tsx';
import { UnitsStep } from './units-step.tsx';

const steps = ['code', 'authority', 'account', 'factor', 'units', 'mail', 'done'] as const;
type Step = (typeof steps)[number];

/** Sets up a new installation, one question at a time, behind the code from the console. */
export function WizardPage() {
	const say = useTranslations('people.wizard');
	const [step, setStep] = useState<Step>('code');
	const [code, setCode] = useState('');
	const [password, setPassword] = useState('');
	const next = () => setStep(steps[steps.indexOf(step) + 1] ?? 'done');
	const title = say(`${step}.title`);
	const heading = usePageTitle(title);
	const [building, setBuilding] = useState(false);
	if (building) return <SampleWait wish="build" />;
	return (
		<div className="wiz">
			<header className="wiz-top">
				<Brand />
				<p className="end">{say('where')}</p>
			</header>
			<div className="wiz-m">
				<Steps now={step} />
				<main>
					<p className="hint">{say('step', { step: steps.indexOf(step) + 1, of: steps.length })}</p>
					<h1 tabIndex={-1} ref={heading}>
						{title}
					</h1>
					<p className="lead">{say(`${step}.lead`)}</p>
					<div className="sheet pad sp">
						{step === 'code' && (
							<CodeStep
								onSample={() => setBuilding(true)}
								onDone={(given) => {
									setCode(given);
									next();
								}}
							/>
						)}
						{step === 'authority' && <AuthorityStep code={code} onDone={next} />}
						{step === 'account' && (
							<AccountStep
								code={code}
								onDone={(given) => {
									setPassword(given);
									next();
								}}
							/>
						)}
						{step === 'factor' && <SecondFactorSetUp password={password} onDone={next} />}
						{step === 'units' && <UnitsStep onDone={next} />}
						{step === 'mail' && <MailServerForm skip={say('mail.skip')} onDone={next} />}
						{step === 'done' && <DoneStep />}
					</div>
				</main>
				<Help step={step} />
			</div>
		</div>
	);
}

type StepProps = Readonly<{ now: Step }>;

function Steps({ now }: StepProps) {
	const say = useTranslations('people.wizard');
	const at = steps.indexOf(now);
	return (
		<nav aria-label={say('steps')}>
			<ol className="steps">
				{steps.map((step, index) => (
					<li key={step} className={index < at ? 'ok' : undefined} aria-current={index === at ? 'step' : undefined}>
						<span className="n">{index < at ? <Icon name="check" /> : index + 1}</span>
						{say(`${step}.name`)}
					</li>
				))}
			</ol>
		</nav>
	);
}

type HelpProps = Readonly<{ step: Step }>;

function Help({ step }: HelpProps) {
	const say = useTranslations('people.wizard');
	return (
		<aside className="aside" aria-label={say('help')}>
			<section>
				<h2>{say(`${step}.help-title`)}</h2>
				<p>{say(`${step}.help`)}</p>
			</section>
		</aside>
	);
}
