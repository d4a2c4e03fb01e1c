import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';

export interface TabItem {
	readonly key: string;
	readonly label: ReactNode;
	readonly content: ReactNode;
}

type TabsProps = Readonly<{
	label: string;
	items: readonly TabItem[];
	chosen: string;
	onChoose: (key: string) => void;
}>;

/** Several sheets in one place; arrows move, one tab stop for the group. Keep the choice in the address. */
export function Tabs({ label, items, chosen, onChoose }: TabsProps) {
	return (
		<AriaTabs selectedKey={chosen} onSelectionChange={(key) => onChoose(String(key))}>
			<TabList className="tabs" aria-label={label}>
				{items.map(({ key, label: word }) => (
					<Tab key={key} id={key} className="tab">
						{word}
					</Tab>
				))}
			</TabList>
			{items.map(({ key, content }) => (
				<TabPanel key={key} id={key}>
					{content}
				</TabPanel>
			))}
		</AriaTabs>
	);
}

type SegmentsProps<V extends string> = Readonly<{
	label: string;
	options: readonly { readonly value: V; readonly label: ReactNode }[];
	value: V;
	onChange: (value: V) => void;
}>;

/** Two or three views of the same thing, side by side. */
export function Segments<V extends string>({ label, options, value, onChange }: SegmentsProps<V>) {
	return (
		<fieldset className="seg">
			<legend className="sr">{label}</legend>
			{options.map((option) => (
				<button
					type="button"
					key={option.value}
					aria-pressed={option.value === value}
					onClick={() => onChange(option.value)}
				>
					{option.label}
				</button>
			))}
		</fieldset>
	);
}
