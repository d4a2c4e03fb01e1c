import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { invitePersonEndpoint } from '#contract/people.ts';

import { useAct } from '../../parts/asking.ts';
import { Button } from '../../parts/button.tsx';
import { RadioRows } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { Form } from '../door/form.tsx';
import { type HeldRole, RolesField } from '../roles.tsx';
import { SecretOnce } from './secret-once.tsx';

type InviteDialogProps = Readonly<{ onClose: () => void }>;

/** Invites somebody, by mail or with a link to hand over. */
export function InviteDialog({ onClose }: InviteDialogProps) {
	const say = useTranslations('people.invite');
	const [link, setLink] = useState<string | null>(null);
	const onDone = (given: string | null) => (given === null ? onClose() : setLink(given));
	return (
		<Dialog title={say('title')} onClose={onClose} wide>
			{link === null ? (
				<InviteForm onDone={onDone} />
			) : (
				<>
					<SecretOnce label={say('link')} hint={say('link-hint')} value={link} />
					<div className="go">
						<Button onPress={onClose}>{say('close')}</Button>
					</div>
				</>
			)}
		</Dialog>
	);
}

type InviteFormProps = Readonly<{ onDone: (link: string | null) => void }>;

function InviteForm({ onDone }: InviteFormProps) {
	const say = useTranslations('people.invite');
	const [name, setName] = useState('');
	const [mail, setMail] = useState('');
	const [by, setBy] = useState<'mail' | 'link'>('mail');
	const [roles, setRoles] = useState<HeldRole[]>([]);
	const { run, busy, failure } = useAct(invitePersonEndpoint, {
		topics: ['person'],
		onDone: ({ link }) => onDone(link),
	});
	const missing = name.trim().length < 2 || !mail.includes('@') ? say('missing') : undefined;
	return (
		<Form
			verb={say('verb')}
			busy={busy}
			blocked={missing ?? (roles.length === 0 ? say('no-roles') : undefined)}
			failure={failure}
			onSend={() => run({ name, mail: mail.trim(), roles, by })}
		>
			<TextField label={say('name')} value={name} onChange={setName} autoComplete="off" autoFocus />
			<TextField label={say('mail')} type="email" value={mail} onChange={setMail} autoComplete="off" />
			<RolesField roles={roles} onChange={setRoles} />
			<RadioRows
				label={say('by')}
				value={by}
				onChange={setBy}
				options={(['mail', 'link'] as const).map((value) => ({
					value,
					label: say(`by-${value}`),
					hint: say(`by-${value}-hint`),
				}))}
			/>
		</Form>
	);
}
