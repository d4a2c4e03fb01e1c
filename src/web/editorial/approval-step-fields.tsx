import { useTranslations } from 'use-intl';

import type { RuleView } from '#contract/approval.ts';

import { Checkbox } from '../parts/choice.tsx';
import { Select, TextField } from '../parts/field.tsx';

type Person = { readonly id: string; readonly name: string };
type StepWords = RuleView['steps'][number];
type Guest = StepWords['deciders']['guests'][number];
type StepProps = Readonly<{ step: StepWords; persons: readonly Person[]; onChange: (step: StepWords) => void }>;

const ROLES = ['approver', 'lead', 'central', 'privacy', 'crisis'] as const;

/** One step of a rule: who decides, how many, by when, and what happens after. */
export function StepFields({ step, persons, onChange }: StepProps) {
	const say = useTranslations('approval.rules');
	const sayRole = useTranslations('approval.role');
	const { deciders } = step;
	const decide = (more: Partial<StepWords['deciders']>) => onChange({ ...step, deciders: { ...deciders, ...more } });
	const roles = (role: (typeof ROLES)[number]) =>
		deciders.roles.includes(role) ? deciders.roles.filter((one) => one !== role) : [...deciders.roles, role];
	const people = persons.map(({ id, name }) => ({ value: id, label: name }));
	return (
		<>
			<TextField label={say('step-name')} value={step.name} onChange={(name) => onChange({ ...step, name })} />
			<fieldset className="field">
				<legend className="lab">{say('step-roles')}</legend>
				<div className="appr-ticks">
					{ROLES.map((role) => (
						<Checkbox
							key={role}
							label={sayRole(role)}
							checked={deciders.roles.includes(role)}
							onChange={() => decide({ roles: roles(role) })}
						/>
					))}
				</div>
			</fieldset>
			<Select
				label={say('step-person')}
				optional
				value={deciders.persons[0] ?? ''}
				empty={say('nobody')}
				options={people}
				onChange={(id) => decide({ persons: id === '' ? [] : [id] })}
			/>
			<GuestFields guest={deciders.guests[0]} onChange={(guests) => decide({ guests })} />
			<div className="two">
				<TextField
					label={say('eyes')}
					type="number"
					value={String(step.eyes)}
					onChange={(value) => onChange({ ...step, eyes: Number(value) || 1 })}
				/>
				<TextField
					label={say('deadline')}
					optional
					type="number"
					value={String(step.deadlineMinutes ?? '')}
					onChange={(value) => onChange({ ...step, deadlineMinutes: numberOr(value) })}
				/>
			</div>
			{step.deadlineMinutes !== null && <AfterFields step={step} persons={persons} onChange={onChange} />}
		</>
	);
}

const numberOr = (value: string): number | null => (value.trim() === '' ? null : Number(value) || null);

function AfterFields({ step, persons, onChange }: StepProps) {
	const say = useTranslations('approval.rules');
	return (
		<>
			<TextField
				label={say('remind')}
				optional
				type="number"
				value={String(step.remindMinutes ?? '')}
				onChange={(value) => onChange({ ...step, remindMinutes: numberOr(value) })}
			/>
			<Select
				label={say('substitute')}
				optional
				value={step.substituteId ?? ''}
				empty={say('nobody')}
				options={persons.map(({ id, name }) => ({ value: id, label: name }))}
				onChange={(id) => onChange({ ...step, substituteId: id === '' ? null : id })}
			/>
			<Checkbox
				label={say('escalate')}
				checked={step.escalateTo.length > 0}
				onChange={(on) => onChange({ ...step, escalateTo: on ? ['lead'] : [] })}
			/>
		</>
	);
}

type GuestProps = Readonly<{ guest: Guest | undefined; onChange: (guests: Guest[]) => void }>;

/** Somebody outside, named with the capacity in which they decide. */
function GuestFields({ guest, onChange }: GuestProps) {
	const say = useTranslations('approval.rules');
	const fresh: Guest = { id: 'new', name: '', mail: '', office: '' };
	return (
		<>
			<Checkbox label={say('guest')} checked={guest !== undefined} onChange={(on) => onChange(on ? [fresh] : [])} />
			{guest && (
				<>
					<div className="two">
						<TextField
							label={say('guest-name')}
							value={guest.name}
							onChange={(name) => onChange([{ ...guest, name }])}
						/>
						<TextField
							label={say('guest-office')}
							value={guest.office}
							onChange={(office) => onChange([{ ...guest, office }])}
						/>
					</div>
					<TextField
						label={say('guest-mail')}
						type="email"
						value={guest.mail}
						onChange={(mail) => onChange([{ ...guest, mail }])}
					/>
				</>
			)}
		</>
	);
}
