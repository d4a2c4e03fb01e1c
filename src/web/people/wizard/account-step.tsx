import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { setupAdminEndpoint } from '#contract/setup.ts';

import { useAct } from '../../parts/asking.ts';
import { fieldErrors } from '../../parts/failures.tsx';
import { TextField } from '../../parts/field.tsx';
import { Form } from '../door/form.tsx';
import { useNewPassword } from '../door/new-password.tsx';

type AccountStepProps = Readonly<{ code: string; onDone: (password: string) => void }>;

/** The first administrator. From here on set-up is closed for everybody else. */
export function AccountStep({ code, onDone }: AccountStepProps) {
	const say = useTranslations('people.wizard.account');
	const [name, setName] = useState('');
	const [mail, setMail] = useState('');
	const password = useNewPassword();
	const { run, busy, failure } = useAct(setupAdminEndpoint, { onDone: () => onDone(password.value) });
	const errors = fieldErrors(failure);
	const missing = name.trim().length < 2 || !mail.includes('@') ? say('missing') : password.missing;
	return (
		<Form
			verb={say('verb')}
			busy={busy}
			blocked={missing}
			failure={failure}
			onSend={() => run({ code, name, mail: mail.trim(), password: password.value })}
		>
			<TextField label={say('person')} autoComplete="name" value={name} onChange={setName} autoFocus />
			<TextField
				label={say('mail')}
				hint={say('mail-hint')}
				type="email"
				autoComplete="username"
				value={mail}
				onChange={setMail}
				error={errors['mail']}
			/>
			{password.field}
		</Form>
	);
}
