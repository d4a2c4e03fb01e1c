import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { acceptInvitationEndpoint, invitationEndpoint } from '#contract/sign-in.ts';

import { Answer } from '../../parts/answer.tsx';
import { useAct, useQueryOf } from '../../parts/asking.ts';
import { Door } from './door.tsx';
import { Form } from './form.tsx';
import { secretInAddress, useNewPassword } from './new-password.tsx';

/** Takes up an invitation, or gets back in after a rescue. */
export function InvitationPage() {
	const say = useTranslations('people.door.invitation');
	const token = secretInAddress();
	const query = useQueryOf(invitationEndpoint, { token });
	return (
		<Door title={say(query.data?.purpose === 'rescue' ? 'rescue-title' : 'title')}>
			<Answer query={query}>{(invitation) => <AcceptForm token={token} invitation={invitation} />}</Answer>
		</Door>
	);
}

type AcceptFormProps = Readonly<{ token: string; invitation: z.output<typeof invitationEndpoint.output> }>;

function AcceptForm({ token, invitation: { name, mail, authority, needsSecondFactor } }: AcceptFormProps) {
	const say = useTranslations('people.door.invitation');
	const navigate = useNavigate();
	const password = useNewPassword(true);
	const { run, busy, failure } = useAct(acceptInvitationEndpoint, {
		onDone: ({ next }) => void navigate({ to: next === 'enrol' ? '/zweiter-faktor' : '/' }),
	});
	return (
		<Form
			verb={say('verb')}
			busy={busy}
			blocked={password.missing}
			failure={failure}
			onSend={() => run({ token, password: password.value })}
		>
			<p>{say('welcome', { name, authority })}</p>
			<dl className="kv">
				<dt>{say('mail')}</dt>
				<dd>{mail}</dd>
			</dl>
			{password.field}
			{needsSecondFactor && <p className="hint">{say('factor-next')}</p>}
		</Form>
	);
}
