import { useTranslations } from 'use-intl';

import type { RuleView } from '#contract/approval.ts';

import { Button } from '../parts/button.tsx';
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
			<PersonFields chosen={deciders.persons} persons={persons} onChange={(ids) => decide({ persons: ids })} />
			<GuestFields guests={deciders.guests} onChange={(guests) => decide({ guests })} />
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

type PersonProps = Readonly<{
	chosen: readonly string[];
	persons: readonly Person[];
	onChange: (ids: string[]) => void;
}>;

/** Colleagues who may decide by name, whatever their role: one select each, and an empty one for the next. */
function PersonFields({ chosen, persons, onChange }: PersonProps) {
	const say = useTranslations('approval.rules');
	const free = (own: string) => persons.filter(({ id }) => id === own || !chosen.includes(id));
	const options = (own: string) => free(own).map(({ id, name }) => ({ value: id, label: name }));
	return (
		<>
			{[...chosen, ''].map((id, at) =>
				id === '' && options('').length === 0 ? null : (
					<Select
						key={id}
						label={say(at === 0 ? 'step-person' : 'step-person-more')}
						optional
						value={id}
						empty={say('nobody')}
						options={options(id)}
						onChange={(next) =>
							onChange([...chosen.slice(0, at), ...(next === '' ? [] : [next]), ...chosen.slice(at + 1)])
						}
					/>
				),
			)}
		</>
	);
}

type GuestProps = Readonly<{ guests: readonly Guest[]; onChange: (guests: Guest[]) => void }>;

/** People outside, each named with the capacity in which they decide. */
function GuestFields({ guests, onChange }: GuestProps) {
	const say = useTranslations('approval.rules');
	const fresh = (): Guest => ({ id: `new-${guests.length + 1}`, name: '', mail: '', office: '' });
	const put = (at: number, guest: Guest) => onChange(guests.map((one, index) => (index === at ? guest : one)));
	return (
		<>
			<Checkbox label={say('guest')} checked={guests.length > 0} onChange={(on) => onChange(on ? [fresh()] : [])} />
			{guests.map((guest, at) => (
				<OneGuest
					key={guest.id}
					guest={guest}
					number={at + 1}
					onChange={(next) => put(at, next)}
					{...(guests.length > 1 ? { onDrop: () => onChange(guests.filter((one) => one !== guest)) } : {})}
				/>
			))}
			{guests.length > 0 && (
				<div className="acts">
					<Button small icon="plus" onPress={() => onChange([...guests, fresh()])}>
						{say('guest-more')}
					</Button>
				</div>
			)}
		</>
	);
}

type OneGuestProps = Readonly<{ guest: Guest; number: number; onChange: (guest: Guest) => void; onDrop?: () => void }>;

function OneGuest({ guest, number, onChange, onDrop }: OneGuestProps) {
	const say = useTranslations('approval.rules');
	return (
		<>
			<div className="two">
				<TextField label={say('guest-name')} value={guest.name} onChange={(name) => onChange({ ...guest, name })} />
				<TextField
					label={say('guest-office')}
					value={guest.office}
					onChange={(office) => onChange({ ...guest, office })}
				/>
			</div>
			<TextField
				label={say('guest-mail')}
				type="email"
				value={guest.mail}
				onChange={(mail) => onChange({ ...guest, mail })}
			/>
			{onDrop && (
				<div className="acts">
					<Button small kind="quiet" icon="trash" onPress={onDrop}>
						{say('guest-drop', { number })}
					</Button>
				</div>
			)}
		</>
	);
}
