import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import {
	assignRolesEndpoint,
	changePersonMailEndpoint,
	inviteAgainEndpoint,
	leavePersonEndpoint,
	lockPersonEndpoint,
	personEndpoint,
	renamePersonEndpoint,
	unlockPersonEndpoint,
} from '#contract/people.ts';

import { Answer } from '../../parts/answer.tsx';
import { useAct, useQueryOf } from '../../parts/asking.ts';
import { Button } from '../../parts/button.tsx';
import { DeskLink } from '../../parts/desk-link.tsx';
import { ConfirmDialog } from '../../parts/dialog.tsx';
import { FormSummary } from '../../parts/failures.tsx';
import { TextField } from '../../parts/field.tsx';
import { PageHead, Sheet } from '../../parts/sheet.tsx';
import { useAnnounce } from '../../parts/toast.tsx';
import { useOffice } from '../../shell/office.tsx';
import { Form } from '../door/form.tsx';
import { RolesField, useSayRole } from '../roles.tsx';
import { Substitutions } from '../substitutions.tsx';
import { PersonState } from './persons-page.tsx';
import { SecretOnce } from './secret-once.tsx';

type Person = z.output<typeof personEndpoint.output>;

/** One member of staff. */
export function PersonPage() {
	const { personId } = useParams({ strict: false });
	const query = useQueryOf(personEndpoint, { id: String(personId) }, { topics: ['person'] });
	return <Answer query={query}>{(person) => <PersonSheets key={person.id} person={person} />}</Answer>;
}

type PersonProps = Readonly<{ person: Person }>;

function PersonSheets({ person }: PersonProps) {
	const say = useTranslations('people.person');
	const settings = useTranslations('people.settings');
	const { may } = useOffice();
	const manages = may('person.manage') && person.state !== 'left';
	return (
		<>
			<PageHead
				title={person.name}
				mark={<PersonState state={person.state} />}
				sub={person.mail ?? undefined}
				path={<DeskLink to="/einrichtung">{settings('persons')}</DeskLink>}
			/>
			<div className="stack">
				{manages ? (
					<>
						<RolesSheet person={person} />
						<Sheet title={say('away')}>
							<Substitutions personId={person.id} />
						</Sheet>
						<MailSheet person={person} />
						<AccessSheet person={person} />
					</>
				) : (
					<RolesList person={person} />
				)}
			</div>
		</>
	);
}

function RolesList({ person: { roles } }: PersonProps) {
	const say = useTranslations('people.roles');
	const sayRole = useSayRole();
	return (
		<Sheet title={say('title')}>
			<ul className="plain-list pad">
				{roles.map((held) => (
					<li key={sayRole(held)}>{sayRole(held)}</li>
				))}
			</ul>
		</Sheet>
	);
}

function RolesSheet({ person }: PersonProps) {
	const say = useTranslations('people.person');
	const announce = useAnnounce();
	const [name, setName] = useState(person.name);
	const [roles, setRoles] = useState(person.roles);
	const rename = useAct(renamePersonEndpoint, { topics: ['person'] });
	const assign = useAct(assignRolesEndpoint, { topics: ['person'], onDone: () => announce(say('saved')) });
	const save = async () => {
		if (name.trim() !== person.name) await rename.run({ id: person.id, name });
		await assign.run({ id: person.id, roles });
	};
	return (
		<Sheet title={say('roles')}>
			<div className="pad">
				<Form
					verb={say('save')}
					busy={assign.busy || rename.busy}
					blocked={name.trim().length < 2 ? say('name-missing') : undefined}
					failure={assign.failure ?? rename.failure}
					onSend={save}
				>
					<TextField label={say('name')} value={name} onChange={setName} />
					<RolesField roles={roles} onChange={setRoles} />
				</Form>
			</div>
		</Sheet>
	);
}

function MailSheet({ person: { id, mail: before } }: PersonProps) {
	const say = useTranslations('people.person');
	const announce = useAnnounce();
	const [mail, setMail] = useState(before ?? '');
	const change = useAct(changePersonMailEndpoint, { topics: ['person'], onDone: () => announce(say('mail-saved')) });
	return (
		<Sheet title={say('mail')}>
			<div className="pad">
				<Form
					verb={say('mail-verb')}
					busy={change.busy}
					blocked={mail.includes('@') ? undefined : say('mail-missing')}
					failure={change.failure}
					onSend={() => change.run({ id, mail: mail.trim() })}
				>
					<TextField
						label={say('mail')}
						type="email"
						hint={say('mail-hint')}
						value={mail}
						onChange={setMail}
						autoComplete="off"
					/>
				</Form>
			</div>
		</Sheet>
	);
}

function AccessSheet({ person: { id, name, state } }: PersonProps) {
	const say = useTranslations('people.person');
	const [leaving, setLeaving] = useState(false);
	const [link, setLink] = useState<string | null>(null);
	const lock = useAct(lockPersonEndpoint, { topics: ['person'] });
	const unlock = useAct(unlockPersonEndpoint, { topics: ['person'] });
	const again = useAct(inviteAgainEndpoint, { topics: ['person'], onDone: (made) => setLink(made.link) });
	const leave = useAct(leavePersonEndpoint, { topics: ['person'] });
	const locking = state === 'locked' ? unlock : lock;
	return (
		<Sheet title={say('access')}>
			<div className="pad form">
				<FormSummary failure={locking.failure ?? again.failure} />
				{link && <SecretOnce label={say('link')} hint={say('link-hint')} value={link} />}
				<div className="acts">
					{state === 'invited' && (
						<>
							<Button icon="mail" busy={again.busy} onPress={() => void again.run({ id, by: 'mail' })}>
								{say('invite-again')}
							</Button>
							<Button icon="link" busy={again.busy} onPress={() => void again.run({ id, by: 'link' })}>
								{say('new-link')}
							</Button>
						</>
					)}
					<Button icon="lock" busy={locking.busy} onPress={() => void locking.run({ id })}>
						{say(state === 'locked' ? 'unlock' : 'lock')}
					</Button>
					<Button kind="danger" icon="log-out" onPress={() => setLeaving(true)}>
						{say('leave')}
					</Button>
				</div>
			</div>
			{leaving && (
				<ConfirmDialog
					title={say('leave-title', { name })}
					verb={say('leave-verb')}
					safe={say('leave-safe')}
					danger
					onConfirm={() => leave.run({ id })}
					onClose={() => setLeaving(false)}
				>
					<p>{say('leave-text')}</p>
				</ConfirmDialog>
			)}
		</Sheet>
	);
}
