import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import type { Style } from './shapes.ts';

interface Presence {
	readonly id: string;
	readonly name: string;
}

type StylesProps = Readonly<{
	list: readonly Style[];
	presences: readonly Presence[];
	fixed: boolean;
	onChange: (list: Style[]) => void;
}>;

/** How each target group is spoken to. The first style serves every presence that no other names. */
export function StylesSheet({ list, presences, fixed, onChange }: StylesProps) {
	const say = useTranslations('policy.style');
	const put = (at: number, part: Partial<Style>) =>
		onChange(list.map((one, index) => (index === at ? { ...one, ...part } : one)));
	const add = () => {
		const [first] = list;
		if (first) onChange([...list, { ...first, id: freshId(list), name: '', presences: [] }]);
	};
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				<p className="hint">{say('hint')}</p>
				{list.map((style, at) =>
					fixed ? (
						<p key={style.id}>
							{say('line', {
								name: style.name,
								address: style.address,
								words: style.mostWords,
								emojis: style.mostEmojis,
							})}
						</p>
					) : (
						<fieldset className="field stack" key={style.id}>
							<legend className="lab">{say('group', { number: at + 1 })}</legend>
							<StyleFields style={style} onChange={(part) => put(at, part)} />
							{at > 0 && (
								<>
									<PresenceBoxes style={style} presences={presences} onChange={(part) => put(at, part)} />
									<Button
										small
										kind="quiet"
										icon="trash"
										onPress={() => onChange(list.filter((_, index) => index !== at))}
									>
										{say('remove', { number: at + 1 })}
									</Button>
								</>
							)}
						</fieldset>
					),
				)}
				{!fixed && (
					<div className="acts">
						<Button icon="plus" onPress={add}>
							{say('add')}
						</Button>
					</div>
				)}
			</div>
		</Sheet>
	);
}

const freshId = (list: readonly Style[]): string => {
	const numbers = list.map(({ id }) => Number(id.replace(/^group-/, ''))).filter((number) => !Number.isNaN(number));
	return `group-${Math.max(0, ...numbers) + 1}`;
};

const addresses = ['sie', 'du', 'any'] as const;
const genders = ['plain', 'star', 'colon', 'any'] as const;
const tones = ['factual', 'relaxed'] as const;
const figures = ['mostWords', 'mostEmojis', 'leastEase'] as const;

type FieldsProps = Readonly<{ style: Style; onChange: (part: Partial<Style>) => void }>;

function StyleFields({ style, onChange }: FieldsProps) {
	const say = useTranslations('policy.style');
	return (
		<>
			<TextField label={say('name')} value={style.name} onChange={(name) => onChange({ name })} />
			<div className="two">
				<Select
					label={say('address')}
					value={style.address}
					options={addresses.map((value) => ({ value, label: say(`address-${value}`) }))}
					onChange={(value) => onChange({ address: addresses.find((one) => one === value) ?? 'any' })}
				/>
				<Select
					label={say('gender')}
					value={style.gender}
					options={genders.map((value) => ({ value, label: say(`gender-${value}`) }))}
					onChange={(value) => onChange({ gender: genders.find((one) => one === value) ?? 'any' })}
				/>
				<Select
					label={say('tone')}
					value={style.tone}
					options={tones.map((value) => ({ value, label: say(`tone-${value}`) }))}
					onChange={(value) => onChange({ tone: tones.find((one) => one === value) ?? 'relaxed' })}
				/>
				{figures.map((key) => (
					<TextField
						key={key}
						type="number"
						label={say(key)}
						value={String(style[key])}
						onChange={(value) => onChange({ [key]: Math.max(0, Math.round(Number(value))) })}
					/>
				))}
			</div>
		</>
	);
}

type BoxesProps = FieldsProps & Readonly<{ presences: readonly Presence[] }>;

function PresenceBoxes({ style, presences, onChange }: BoxesProps) {
	const say = useTranslations('policy.style');
	const toggle = (id: string, on: boolean) =>
		onChange({ presences: on ? [...style.presences, id] : style.presences.filter((one) => one !== id) });
	return (
		<fieldset className="field">
			<legend className="lab">{say('presences')}</legend>
			{presences.map(({ id, name }) => (
				<Checkbox key={id} label={name} checked={style.presences.includes(id)} onChange={(on) => toggle(id, on)} />
			))}
		</fieldset>
	);
}
