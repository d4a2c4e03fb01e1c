import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { forgottenPasswordEndpoint, resetPasswordEndpoint } from '#contract/sign-in.ts';

import { useAct } from '../../parts/asking.ts';
import { DeskLink } from '../../parts/desk-link.tsx';
import { TextField } from '../../parts/field.tsx';
import { Door } from './door.tsx';
import { Form } from './form.tsx';
import { secretInAddress, useNewPassword } from './new-password.tsx';

/** Asks for a link by mail. Says the same whether the address is known or not. */
export function ForgottenPage() {
	const say = useTranslations('people.door.forgotten');
	const [mail, setMail] = useState('');
	const [sent, setSent] = useState(false);
	const { run, busy, failure } = useAct(forgottenPasswordEndpoint, { onDone: () => setSent(true) });
	return (
		<Door title={say('title')} lead={say('lead')}>
			{sent ? (
				<p role="status">{say('sent')}</p>
			) : (
				<Form
					verb={say('verb')}
					busy={busy}
					blocked={mail.includes('@') ? undefined : say('missing')}
					failure={failure}
					onSend={() => run({ mail: mail.trim() })}
					beside={<DeskLink to="/anmelden">{say('back')}</DeskLink>}
				>
					<TextField
						label={say('mail')}
						type="email"
						autoComplete="username"
						value={mail}
						onChange={setMail}
						autoFocus
					/>
				</Form>
			)}
		</Door>
	);
}

/** Sets a new password with the link from the mail. */
export function ResetPage() {
	const say = useTranslations('people.door.reset');
	const navigate = useNavigate();
	const password = useNewPassword(true);
	const { run, busy, failure } = useAct(resetPasswordEndpoint, {
		onDone: () => void navigate({ to: '/anmelden' }),
	});
	return (
		<Door title={say('title')} lead={say('lead')}>
			<Form
				verb={say('verb')}
				busy={busy}
				blocked={password.missing}
				failure={failure}
				onSend={() => run({ token: secretInAddress(), password: password.value })}
			>
				{password.field}
			</Form>
		</Door>
	);
}
