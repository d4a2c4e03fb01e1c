import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { Select, TextArea, TextField } from '../parts/field.tsx';
import type { Facts } from './shapes.ts';

/** Languages that are always asked for; the others can be added. */
const usual = ['de', 'en'] as const;
const others = ['ar', 'bg', 'el', 'es', 'fa', 'fr', 'it', 'pl', 'ro', 'ru', 'tr', 'uk'] as const;

/** In the order they are offered. */
export const languagesOfMedia = [...usual, ...others] as const;

type FieldsProps = Readonly<{ facts: Facts; onChange: (part: Partial<Facts>) => void }>;

/** Title, what is to be seen per language, and words it is found by. */
export function DescriptionFields({ facts, onChange }: FieldsProps) {
	const say = useTranslations('library.item');
	const names = new Intl.DisplayNames(useLocale(), { type: 'language' });
	const nameOf = (tag: string): string => names.of(tag) ?? tag;
	const [words, setWords] = useState(facts.keywords.join(', '));
	const shown = [...new Set([...usual, ...Object.keys(facts.alt)])];
	const left = others.filter((tag) => !shown.includes(tag));
	return (
		<div className="f">
			<TextField label={say('title')} value={facts.title} onChange={(title) => onChange({ title })} optional />
			{shown.map((tag) => (
				<TextArea
					key={tag}
					label={say('alt', { language: nameOf(tag) })}
					{...(tag === 'de' ? { hint: say('alt-hint') } : {})}
					rows={3}
					language={tag}
					value={facts.alt[tag] ?? ''}
					onChange={(text) => onChange({ alt: { ...facts.alt, [tag]: text } })}
				/>
			))}
			<Select
				label={say('more-languages')}
				value=""
				empty={say('choose-language')}
				onChange={(tag) => tag !== '' && onChange({ alt: { ...facts.alt, [tag]: '' } })}
				options={left.map((tag) => ({ value: tag, label: nameOf(tag) }))}
				optional
			/>
			<TextField
				label={say('keywords')}
				hint={say('keywords-hint')}
				value={words}
				onChange={(text) => {
					setWords(text);
					onChange({ keywords: wordsIn(text) });
				}}
				optional
			/>
		</div>
	);
}

const wordsIn = (text: string): string[] => [
	...new Set(
		text
			.split(',')
			.map((word) => word.trim())
			.filter((word) => word !== ''),
	),
];
