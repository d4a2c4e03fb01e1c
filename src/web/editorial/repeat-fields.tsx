import { useTranslations } from 'use-intl';

import { RadioRows } from '../parts/choice.tsx';
import { Select, TextField } from '../parts/field.tsx';

/** How often, until when, and whose yes counts. */
export interface Repeat {
	readonly every: Every;
	readonly until: string;
	readonly approval: 'each' | 'once';
}

const rules = {
	never: '',
	daily: 'FREQ=DAILY',
	weekdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
	weekly: 'FREQ=WEEKLY',
	fortnightly: 'FREQ=WEEKLY;INTERVAL=2',
	monthly: 'FREQ=MONTHLY',
	yearly: 'FREQ=YEARLY',
} as const;
type Every = keyof typeof rules;
const choices = Object.keys(rules) as readonly Every[];

export const once: Repeat = { every: 'never', until: '', approval: 'each' };

/** The rule as RFC 5545 says it; empty for a post that comes once. The last day counts whole. */
export const ruleText = ({ every, until }: Repeat): string =>
	until === '' ? rules[every] : `${rules[every]};UNTIL=${until.replaceAll('-', '')}T235900Z`;

/** What a rule says, as far as these fields can say it. */
export const readRuleText = (rule: string): Pick<Repeat, 'every' | 'until'> => {
	const [plain = '', end = ''] = rule.split(';UNTIL=');
	const until = end === '' ? '' : `${end.slice(0, 4)}-${end.slice(4, 6)}-${end.slice(6, 8)}`;
	return { every: choices.find((every) => rules[every] === plain) ?? 'weekly', until };
};

type RepeatFieldsProps = Readonly<{
	value: Repeat;
	onChange: (value: Repeat) => void;
	/** The series stands already: it cannot become never, and whose yes counts was said. */
	standing?: boolean;
}>;

/** Whether a post comes round again, how often, until when, and who says yes each time. */
export function RepeatFields({ value, onChange, standing }: RepeatFieldsProps) {
	const say = useTranslations('editorial.repeat');
	const options = choices.filter((every) => !standing || every !== 'never');
	return (
		<>
			<Select
				label={say('label')}
				value={value.every}
				options={options.map((every) => ({ value: every, label: say(`every.${every}`) }))}
				onChange={(every) => onChange({ ...value, every: options.find((one) => one === every) ?? 'never' })}
			/>
			{value.every !== 'never' && (
				<TextField
					label={say('until')}
					optional
					type="date"
					value={value.until}
					onChange={(until) => onChange({ ...value, until })}
				/>
			)}
			{value.every !== 'never' && !standing && (
				<RadioRows
					label={say('approval')}
					value={value.approval}
					options={(['each', 'once'] as const).map((kind) => ({
						value: kind,
						label: say(`approve.${kind}`),
						hint: say(`approve-hint.${kind}`),
					}))}
					onChange={(approval) => onChange({ ...value, approval })}
				/>
			)}
		</>
	);
}
