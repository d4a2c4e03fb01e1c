import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { sampleEndpoint } from '#contract/sample.ts';
import { secondFactorEndpoint, signInEndpoint } from '#contract/sign-in.ts';

import { useAct, useQueryOf } from '../../parts/asking.ts';
import { Button } from '../../parts/button.tsx';
import { DeskLink } from '../../parts/desk-link.tsx';
import { TextField } from '../../parts/field.tsx';
import { SeatsDoor } from '../../sample/seats-door.tsx';
import { Door } from './door.tsx';
import { Form } from './form.tsx';

type Next = 'in' | 'second-factor' | 'enrol';

/** Where one goes on after signing in: the page asked for, never one outside the desk. */
const useGoOn = (): ((next: Next) => void) => {
	const navigate = useNavigate();
	const { weiter } = useSearch({ strict: false });
	return (next) => {
		const wanted = typeof weiter === 'string' && /^\/(?!\/)/.test(weiter) ? weiter.replace(/^\/desk(?=\/|$)/, '') : '';
		void navigate({ to: next === 'enrol' ? '/zweiter-faktor' : wanted || '/' });
	};
};

/** Address and password, then the second factor. */
export function SignInPage() {
	const say = useTranslations('people.door.sign-in');
	const goOn = useGoOn();
	const [asked, setAsked] = useState(false);
	const onNext = (next: Next) => (next === 'second-factor' ? setAsked(true) : goOn(next));
	const { data: city } = useQueryOf(sampleEndpoint, {});
	if (city?.sample) return <SeatsDoor seats={city.seats} />;
	return (
		<Door title={asked ? say('factor-title') : say('title')}>
			{asked ? <FactorForm onDone={() => goOn('in')} /> : <PasswordForm onNext={onNext} />}
		</Door>
	);
}

type PasswordFormProps = Readonly<{ onNext: (next: Next) => void }>;

function PasswordForm({ onNext }: PasswordFormProps) {
	const say = useTranslations('people.door.sign-in');
	const [mail, setMail] = useState('');
	const [password, setPassword] = useState('');
	const { run, busy, failure } = useAct(signInEndpoint, { onDone: ({ next }) => onNext(next) });
	const blocked = mail.trim() === '' || password === '' ? say('missing') : undefined;
	return (
		<Form
			verb={say('verb')}
			busy={busy}
			blocked={blocked}
			failure={failure}
			onSend={() => run({ mail: mail.trim(), password })}
			beside={<DeskLink to="/passwort-vergessen">{say('forgotten')}</DeskLink>}
		>
			<TextField
				label={say('mail')}
				type="email"
				name="mail"
				autoComplete="username"
				value={mail}
				onChange={setMail}
				autoFocus
			/>
			<TextField
				label={say('password')}
				type="password"
				name="password"
				autoComplete="current-password"
				value={password}
				onChange={setPassword}
			/>
		</Form>
	);
}

type FactorFormProps = Readonly<{ onDone: () => void }>;

function FactorForm({ onDone }: FactorFormProps) {
	const say = useTranslations('common.step-up');
	const verb = useTranslations('people.door.sign-in')('verb');
	const [code, setCode] = useState('');
	const [recovery, setRecovery] = useState(false);
	const { run, busy, failure } = useAct(secondFactorEndpoint, { onDone });
	const kind = recovery ? 'recovery' : 'code';
	return (
		<Form
			verb={verb}
			busy={busy}
			blocked={code.trim().length < 6 ? say('missing') : undefined}
			failure={failure}
			onSend={() => run({ kind: recovery ? 'recovery' : 'totp', code: code.trim() })}
			beside={
				<Button kind="quiet" onPress={() => setRecovery(!recovery)}>
					{say(recovery ? 'use-code' : 'use-recovery')}
				</Button>
			}
		>
			<TextField
				label={say(recovery ? 'recovery' : 'code')}
				hint={say(`${kind}-hint`)}
				value={code}
				onChange={setCode}
				autoComplete="one-time-code"
				inputMode={recovery ? 'text' : 'numeric'}
				autoFocus
			/>
		</Form>
	);
}
