import { useTranslations } from 'use-intl';

import type { RuleCondition } from '#contract/rules.ts';

import { Checkbox } from '../parts/choice.tsx';
import { Select, TextArea, TextField } from '../parts/field.tsx';
import { useWay } from './rule-words.ts';

const blank = {
	words: { is: 'words', any: [] },
	links: { is: 'links', least: 3 },
	domains: { is: 'domains', hosts: [] },
	repeat: { is: 'repeat', accounts: 3, minutes: 60 },
	stranger: { is: 'stranger' },
	hint: { is: 'hint', hint: 'insult' },
	channel: { is: 'channel', any: [] },
} as const satisfies Readonly<Record<RuleCondition['is'], unknown>>;

const kinds = ['words', 'links', 'domains', 'repeat', 'stranger', 'hint', 'channel'] as const;
const hints = ['emergency', 'pressing', 'insult', 'personal', 'language'] as const;

type Of<K extends RuleCondition['is']> = RuleCondition & { readonly is: K };
type OnChange = (changed: RuleCondition) => void;
type FieldsProps = Readonly<{
	condition: RuleCondition;
	number: number;
	channels: readonly string[];
	onChange: OnChange;
}>;

/** What one condition looks for, with the fields it needs. */
export function RuleConditionFields({ condition, number, channels, onChange }: FieldsProps) {
	const say = useTranslations('rules.editor');
	const choose = (value: string) => {
		const kind = kinds.find((one) => one === value);
		if (kind) onChange(structuredClone(blank[kind]) as RuleCondition);
	};
	return (
		<>
			<Select
				label={say('kind', { number: String(number) })}
				value={condition.is}
				options={kinds.map((value) => ({ value, label: say(`kinds.${value}`) }))}
				onChange={choose}
			/>
			<Fields condition={condition} channels={channels} onChange={onChange} />
		</>
	);
}

function Fields({ condition, channels, onChange }: Omit<FieldsProps, 'number'>) {
	const say = useTranslations('rules.editor');
	const all = useTranslations('rules.hints');
	switch (condition.is) {
		case 'words':
			return (
				<TextArea
					label={say('words')}
					hint={say('words-hint')}
					rows={4}
					value={condition.any.join('\n')}
					onChange={(value) => onChange({ is: 'words', any: linesOf(value) })}
				/>
			);
		case 'domains':
			return (
				<TextArea
					label={say('hosts')}
					hint={say('hosts-hint')}
					rows={4}
					value={condition.hosts.join('\n')}
					onChange={(value) => onChange({ is: 'domains', hosts: linesOf(value) })}
				/>
			);
		case 'links':
			return (
				<NumberField
					label={say('least')}
					hint={say('least-hint')}
					value={condition.least}
					within={[1, 20]}
					onChange={(least) => onChange({ is: 'links', least })}
				/>
			);
		case 'repeat':
			return <Repeat condition={condition} onChange={onChange} />;
		case 'hint':
			return (
				<Select
					label={say('hint')}
					value={condition.hint}
					options={hints.map((value) => ({ value, label: all(value) }))}
					onChange={(value) => {
						const hint = hints.find((one) => one === value);
						if (hint) onChange({ is: 'hint', hint });
					}}
				/>
			);
		case 'channel':
			return <Ways condition={condition} channels={channels} onChange={onChange} />;
		case 'stranger':
			return <p className="hint">{say('stranger-hint')}</p>;
	}
}

const linesOf = (value: string): string[] => value.split('\n').slice(0, 200);

function Repeat({ condition, onChange }: Readonly<{ condition: Of<'repeat'>; onChange: OnChange }>) {
	const say = useTranslations('rules.editor');
	return (
		<>
			<NumberField
				label={say('accounts')}
				value={condition.accounts}
				within={[2, 50]}
				onChange={(accounts) => onChange({ ...condition, accounts })}
			/>
			<NumberField
				label={say('minutes')}
				hint={say('repeat-hint')}
				value={condition.minutes}
				within={[5, 1440]}
				onChange={(minutes) => onChange({ ...condition, minutes })}
			/>
		</>
	);
}

type WaysProps = Readonly<{ condition: Of<'channel'>; channels: readonly string[]; onChange: OnChange }>;

function Ways({ condition: { any }, channels, onChange }: WaysProps) {
	const say = useTranslations('rules.editor');
	const way = useWay();
	return (
		<fieldset className="tick-list">
			<legend className="lab">{say('channel')}</legend>
			{channels.map((channel) => (
				<Checkbox
					key={channel}
					label={way(channel)}
					checked={any.includes(channel)}
					onChange={(on) =>
						onChange({ is: 'channel', any: on ? [...any, channel] : any.filter((one) => one !== channel) })
					}
				/>
			))}
		</fieldset>
	);
}

type NumberProps = Readonly<{
	label: string;
	hint?: string;
	value: number;
	within: readonly [least: number, most: number];
	onChange: (value: number) => void;
}>;

function NumberField({ label, hint, value, within: [least, most], onChange }: NumberProps) {
	return (
		<TextField
			label={label}
			{...(hint === undefined ? {} : { hint })}
			type="number"
			value={String(value)}
			onChange={(typed) => onChange(Math.min(most, Math.max(least, Math.round(Number(typed)) || least)))}
		/>
	);
}
