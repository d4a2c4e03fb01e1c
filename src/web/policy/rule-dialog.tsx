import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { unitsEndpoint } from '#contract/people.ts';
import { WaiverRoleName } from '#contract/policy.ts';
import { channelNames } from '#kernel/channel-name.ts';
import { postKinds } from '#kernel/post-kind.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Select } from '../parts/field.tsx';
import { numbered } from './numbered.ts';
import { useRuleName } from './rule-words.ts';
import type { Checks, Exception, Rules, Setting } from './shapes.ts';

const severities = ['block', 'warning', 'hint', 'off'] as const;
const kinds = [...postKinds, 'reply'] as const;

type Severity = Setting['severity'];
const toSeverity = (value: string): Severity => severities.find((one) => one === value) ?? 'off';

type DialogProps = Readonly<{
	id: string;
	rules: Rules;
	paragraphs: Checks['paragraphs'];
	setting: Setting;
	onTake: (next: Setting) => void;
	onClose: () => void;
}>;

/** How one check is set. Taken over into the draft; in force only with the next version. */
export function RuleDialog({ id, rules, paragraphs, setting, onTake, onClose }: DialogProps) {
	const say = useTranslations('policy.dialog');
	const name = useRuleName();
	const role = useTranslations('policy.role');
	const [next, setNext] = useState(setting);
	const observed = rules.catalogue.find((entry) => entry.id === id)?.observed ?? false;
	const take = () => {
		onTake(next);
		onClose();
	};
	const toggle = (one: Setting['waive'][number], on: boolean) =>
		setNext({ ...next, waive: on ? [...next.waive, one] : next.waive.filter((other) => other !== one) });
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button kind="main" onPress={take}>
				{say('take')}
			</Button>
		</>
	);
	return (
		<Dialog title={name(id)} onClose={onClose} acts={acts} wide>
			<div className="stack">
				<SeveritySelect
					label={say('severity')}
					observed={observed}
					value={next.severity}
					onChange={(severity) => setNext({ ...next, severity })}
				/>
				<Select
					label={say('paragraph')}
					value={next.paragraph ?? ''}
					empty={say('no-paragraph')}
					options={paragraphs.map(({ number, title }) => ({ value: number, label: `${number} ${title}` }))}
					onChange={(value) => setNext({ ...next, paragraph: value === '' ? null : value })}
				/>
				{!observed && (
					<fieldset className="field">
						<legend className="lab">{say('waive')}</legend>
						<p className="hint">{say('waive-hint')}</p>
						{WaiverRoleName.options.map((one) => (
							<Checkbox
								key={one}
								label={role(one)}
								checked={next.waive.includes(one)}
								onChange={(on) => toggle(one, on)}
							/>
						))}
					</fieldset>
				)}
				<Exceptions
					rules={rules}
					observed={observed}
					list={next.exceptions}
					onChange={(exceptions) => setNext({ ...next, exceptions })}
				/>
			</div>
		</Dialog>
	);
}

type SeverityProps = Readonly<{
	label: string;
	observed: boolean;
	value: Severity;
	onChange: (value: Severity) => void;
}>;

function SeveritySelect({ label, observed, value, onChange }: SeverityProps) {
	const say = useTranslations('policy.setting');
	const options = severities
		.filter((one) => !(observed && one === 'block'))
		.map((one) => ({ value: one, label: say(one) }));
	return <Select label={label} value={value} options={options} onChange={(chosen) => onChange(toSeverity(chosen))} />;
}

type ExceptionsProps = Readonly<{
	rules: Rules;
	observed: boolean;
	list: readonly Exception[];
	onChange: (list: Exception[]) => void;
}>;

const everywhere: Exception = { severity: 'hint', units: [], channels: [], kinds: [], groups: [] };

/** Places where the check is otherwise; the first that fits decides. */
function Exceptions({ rules, observed, list, onChange }: ExceptionsProps) {
	const say = useTranslations('policy.dialog');
	const put = (at: number, exception: Exception) =>
		onChange(list.map((one, index) => (index === at ? exception : one)));
	return (
		<fieldset className="field">
			<legend className="lab">{say('exceptions')}</legend>
			<p className="hint">{say('exceptions-hint')}</p>
			<div className="stack">
				{numbered(list).map(({ number, value: exception }) => (
					<ExceptionFields
						key={number}
						rules={rules}
						observed={observed}
						number={number}
						exception={exception}
						onChange={(one) => put(number - 1, one)}
						onRemove={() => onChange(list.filter((_, index) => index !== number - 1))}
					/>
				))}
				<Button small icon="plus" onPress={() => onChange([...list, everywhere])}>
					{say('add-exception')}
				</Button>
			</div>
		</fieldset>
	);
}

type FieldsProps = Readonly<{
	rules: Rules;
	observed: boolean;
	number: number;
	exception: Exception;
	onChange: (exception: Exception) => void;
	onRemove: () => void;
}>;

function ExceptionFields({ rules, observed, number, exception, onChange, onRemove }: FieldsProps) {
	const say = useTranslations('policy.dialog');
	const sayChannel = useTranslations('common.channel');
	const sayKind = useTranslations('policy.kind');
	const { data } = useQueryOf(unitsEndpoint, {}, { topics: ['person'] });
	const units = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
	const one = (list: readonly string[]) => list[0] ?? '';
	const channel = (value: string) => channelNames.filter((known) => known === value);
	const kind = (value: string) => kinds.filter((known) => known === value);
	return (
		<fieldset className="field">
			<legend className="lab">{say('exception', { number })}</legend>
			<div className="two">
				<SeveritySelect
					label={say('severity')}
					observed={observed}
					value={exception.severity}
					onChange={(severity) => onChange({ ...exception, severity })}
				/>
				<Select
					label={say('unit')}
					value={one(exception.units)}
					empty={say('any')}
					options={units}
					onChange={(value) => onChange({ ...exception, units: value === '' ? [] : [value] })}
				/>
				<Select
					label={say('channel')}
					value={one(exception.channels)}
					empty={say('any')}
					options={channelNames.map((value) => ({ value, label: sayChannel(value) }))}
					onChange={(value) => onChange({ ...exception, channels: channel(value) })}
				/>
				<Select
					label={say('kind')}
					value={one(exception.kinds)}
					empty={say('any')}
					options={kinds.map((value) => ({ value, label: sayKind(value) }))}
					onChange={(value) => onChange({ ...exception, kinds: kind(value) })}
				/>
				<Select
					label={say('group')}
					value={one(exception.groups)}
					empty={say('any')}
					options={rules.profile.document.styles.map(({ id, name }) => ({ value: id, label: name }))}
					onChange={(value) => onChange({ ...exception, groups: value === '' ? [] : [value] })}
				/>
			</div>
			<Button small kind="quiet" icon="trash" onPress={onRemove}>
				{say('remove', { number })}
			</Button>
		</fieldset>
	);
}
