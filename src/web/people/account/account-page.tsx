import { useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	changePasswordEndpoint,
	newRecoveryCodesEndpoint,
	removeSecondFactorEndpoint,
	revokeSessionEndpoint,
	sessionsEndpoint,
} from '#contract/sign-in.ts';

import { Answer } from '../../parts/answer.tsx';
import { useAct, useQueryOf } from '../../parts/asking.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FormSummary } from '../../parts/failures.tsx';
import { TextField } from '../../parts/field.tsx';
import { Moment } from '../../parts/moment.tsx';
import { PageHead, Sheet } from '../../parts/sheet.tsx';
import { Stamp } from '../../parts/stamp.tsx';
import { useAnnounce } from '../../parts/toast.tsx';
import { useOffice } from '../../shell/office.tsx';
import { Form } from '../door/form.tsx';
import { useNewPassword } from '../door/new-password.tsx';
import { useSayRole } from '../roles.tsx';
import { RecoveryCodes, SecondFactorSetUp } from '../second-factor.tsx';
import { Substitutions } from '../substitutions.tsx';

/** The own account: roles, second factor, password, absence, sessions. */
export function AccountPage() {
	const say = useTranslations('people.account');
	const { person, roles } = useOffice();
	const sayRole = useSayRole();
	return (
		<>
			<PageHead title={say('title')} sub={[person.name, ...roles.map(sayRole)].join('; ')} />
			<div className="stack">
				<FactorSheet />
				<PasswordSheet />
				<Sheet title={say('away')}>
					<Substitutions personId={person.id} />
				</Sheet>
				<SessionsSheet />
			</div>
		</>
	);
}

type FactorDialog = 'set-up' | 'codes' | 'remove';

function FactorSheet() {
	const say = useTranslations('people.account');
	const { secondFactor } = useOffice();
	const [dialog, setDialog] = useState<FactorDialog | null>(null);
	const close = () => setDialog(null);
	return (
		<Sheet
			title={say('factor')}
			end={<Stamp state={secondFactor ? 'published' : 'missing'}>{say(secondFactor ? 'on' : 'off')}</Stamp>}
		>
			<div className="pad form">
				<p>{say('factor-text')}</p>
				<div className="acts">
					<Button icon="shield-check" onPress={() => setDialog('set-up')}>
						{say(secondFactor ? 'replace' : 'set-up')}
					</Button>
					{secondFactor && (
						<>
							<Button icon="key-round" onPress={() => setDialog('codes')}>
								{say('codes')}
							</Button>
							<Button kind="quiet" onPress={() => setDialog('remove')}>
								{say('remove')}
							</Button>
						</>
					)}
				</div>
			</div>
			{dialog === 'set-up' && (
				<Dialog title={say('factor')} onClose={close} wide>
					<SecondFactorSetUp onDone={close} />
				</Dialog>
			)}
			{dialog === 'codes' && <CodesDialog onClose={close} />}
			{dialog === 'remove' && <RemoveDialog onClose={close} />}
		</Sheet>
	);
}

type CloseProps = Readonly<{ onClose: () => void }>;

function CodesDialog({ onClose }: CloseProps) {
	const say = useTranslations('people.account');
	const [password, setPassword] = useState('');
	const [codes, setCodes] = useState<readonly string[]>([]);
	const { run, busy, failure } = useAct(newRecoveryCodesEndpoint, { onDone: (made) => setCodes(made.recoveryCodes) });
	return (
		<Dialog title={say('codes')} onClose={onClose} wide>
			{codes.length > 0 ? (
				<RecoveryCodes codes={codes} onDone={onClose} />
			) : (
				<PasswordForm
					verb={say('codes-verb')}
					act={{ busy, failure, run: (given) => run({ password: given }) }}
					password={password}
					onChange={setPassword}
				/>
			)}
		</Dialog>
	);
}

function RemoveDialog({ onClose }: CloseProps) {
	const say = useTranslations('people.account');
	const [password, setPassword] = useState('');
	const { run, busy, failure } = useAct(removeSecondFactorEndpoint, { topics: ['person'], onDone: onClose });
	return (
		<Dialog title={say('remove')} onClose={onClose}>
			<PasswordForm
				verb={say('remove')}
				act={{ busy, failure, run: (given) => run({ password: given }) }}
				password={password}
				onChange={setPassword}
			/>
		</Dialog>
	);
}

type PasswordFormProps = Readonly<{
	verb: string;
	act: Readonly<{
		busy: boolean;
		failure: ReturnType<typeof useAct>['failure'];
		run: (password: string) => Promise<unknown>;
	}>;
	password: string;
	onChange: (password: string) => void;
}>;

/** The own password, before something about the own security changes. */
function PasswordForm({ verb, act, password, onChange }: PasswordFormProps) {
	const say = useTranslations('people.account');
	return (
		<Form
			verb={verb}
			busy={act.busy}
			blocked={password === '' ? say('password-missing') : undefined}
			failure={act.failure}
			onSend={() => act.run(password)}
		>
			<TextField
				label={say('current')}
				type="password"
				autoComplete="current-password"
				value={password}
				onChange={onChange}
				autoFocus
			/>
		</Form>
	);
}

function PasswordSheet() {
	const say = useTranslations('people.account');
	const announce = useAnnounce();
	const [current, setCurrent] = useState('');
	const password = useNewPassword();
	const { run, busy, failure } = useAct(changePasswordEndpoint, { onDone: () => announce(say('changed')) });
	return (
		<Sheet title={say('password')}>
			<div className="pad">
				<Form
					verb={say('change')}
					busy={busy}
					blocked={current === '' ? say('password-missing') : password.missing}
					failure={failure}
					onSend={() => run({ current, password: password.value })}
				>
					<TextField
						label={say('current')}
						type="password"
						autoComplete="current-password"
						value={current}
						onChange={setCurrent}
					/>
					{password.field}
				</Form>
			</div>
		</Sheet>
	);
}

function SessionsSheet() {
	const say = useTranslations('people.account');
	const query = useQueryOf(sessionsEndpoint, {}, { topics: ['person'] });
	const { run, busy, failure } = useAct(revokeSessionEndpoint, { topics: ['person'] });
	return (
		<Sheet title={say('sessions')}>
			<FormSummary failure={failure} />
			<Answer query={query}>
				{({ items }) => (
					<ul className="rows">
						{items.map(({ id, current, since, program }) => (
							<li className="row" key={id}>
								<div className="m">
									<b>{current ? say('here') : say('elsewhere')}</b>
									<div className="mt">
										<Moment at={since} /> {program}
									</div>
								</div>
								{!current && (
									<div className="act">
										<Button small busy={busy} onPress={() => void run({ id })}>
											{say('end')}
										</Button>
									</div>
								)}
							</li>
						))}
					</ul>
				)}
			</Answer>
		</Sheet>
	);
}
