import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { beginSecondFactorEndpoint, confirmSecondFactorEndpoint } from '#contract/sign-in.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { QrPicture } from '../parts/qr-picture.tsx';
import { Form } from './door/form.tsx';

type Begun = z.output<typeof beginSecondFactorEndpoint.output>;
type SetUpProps = Readonly<{
	/** Known already when one has just signed in with it. */
	password?: string | undefined;
	onDone: () => void;
}>;

/** Sets up the authenticator app: password, secret and first code, then the recovery codes. */
export function SecondFactorSetUp({ password, onDone }: SetUpProps) {
	const [begun, setBegun] = useState<Begun | null>(null);
	const [confirmed, setConfirmed] = useState(false);
	if (begun === null) return <Begin password={password} onBegun={setBegun} />;
	if (!confirmed) return <Confirm begun={begun} onDone={() => setConfirmed(true)} />;
	return <RecoveryCodes codes={begun.recoveryCodes} onDone={onDone} />;
}

type BeginProps = Readonly<{ password: string | undefined; onBegun: (begun: Begun) => void }>;

function Begin({ password: known, onBegun }: BeginProps) {
	const say = useTranslations('people.factor');
	const [typed, setTyped] = useState('');
	const password = known ?? typed;
	const { run, busy, failure } = useAct(beginSecondFactorEndpoint, { onDone: onBegun });
	return (
		<Form
			verb={say('begin')}
			busy={busy}
			blocked={password === '' ? say('password-missing') : undefined}
			failure={failure}
			onSend={() => run({ password })}
		>
			<p>{say('why')}</p>
			{known === undefined && (
				<TextField
					label={say('password')}
					type="password"
					autoComplete="current-password"
					value={typed}
					onChange={setTyped}
					autoFocus
				/>
			)}
		</Form>
	);
}

type ConfirmProps = Readonly<{ begun: Begun; onDone: () => void }>;

function Confirm({ begun: { uri, secret }, onDone }: ConfirmProps) {
	const say = useTranslations('people.factor');
	const [code, setCode] = useState('');
	const { run, busy, failure } = useAct(confirmSecondFactorEndpoint, { topics: ['person'], onDone });
	return (
		<Form
			verb={say('confirm')}
			busy={busy}
			blocked={code.trim().length < 6 ? say('code-missing') : undefined}
			failure={failure}
			onSend={() => run({ code: code.trim() })}
		>
			<ol className="plain-list">
				<li>{say('step-app')}</li>
				<li>
					{say('step-scan')}
					<QrPicture text={uri} label={say('picture')} />
				</li>
				<li>
					{say('step-secret')}
					<code className="hash secret">{secret}</code>
				</li>
				<li>
					<a href={uri}>{say('step-link')}</a>
				</li>
			</ol>
			<TextField
				label={say('code')}
				hint={say('code-hint')}
				value={code}
				onChange={setCode}
				autoComplete="one-time-code"
				inputMode="numeric"
				autoFocus
			/>
		</Form>
	);
}

type RecoveryCodesProps = Readonly<{ codes: readonly string[]; onDone: () => void }>;

/** The way in when the phone is lost, shown this once. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
	const say = useTranslations('people.recovery');
	const [kept, setKept] = useState(false);
	const [copied, setCopied] = useState(false);
	const copy = () => void navigator.clipboard.writeText(codes.join('\n')).then(() => setCopied(true));
	return (
		<Form verb={say('done')} blocked={kept ? undefined : say('not-kept')} onSend={async () => onDone()}>
			<p>{say('why')}</p>
			<ul className="codes" aria-label={say('title')}>
				{codes.map((code) => (
					<li key={code}>
						<code className="hash">{code}</code>
					</li>
				))}
			</ul>
			<div className="go">
				<Button icon={copied ? 'check' : 'copy'} onPress={copy}>
					{say(copied ? 'copied' : 'copy')}
				</Button>
			</div>
			<Checkbox label={say('kept')} checked={kept} onChange={setKept} />
		</Form>
	);
}
