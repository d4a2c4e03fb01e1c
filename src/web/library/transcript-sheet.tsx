import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { readCaptions, transcriptOf } from '#kernel/captions.ts';

import { FileField } from '../parts/choice.tsx';
import { Select, TextArea } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { languagesOfMedia } from './description-fields.tsx';
import type { Facts } from './shapes.ts';

type TranscriptProps = Readonly<{ facts: Facts; onChange: (part: Partial<Facts>) => void }>;

/** Captions lose their times; everything else is taken as it is written. */
const wordsOf = (file: string): string => {
	const read = readCaptions(file);
	return read.ok ? transcriptOf(read.value).join('\n\n') : file.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
};

/** Every word of a recording to read, per language: written here or read from a file. */
export function TranscriptSheet({ facts, onChange }: TranscriptProps) {
	const say = useTranslations('library.transcript');
	const names = new Intl.DisplayNames(useLocale(), { type: 'language' });
	const written = Object.entries(facts.transcript).flatMap(([tag, text]) => (text.trim() === '' ? [] : [tag]));
	const [language, setLanguage] = useState(written[0] ?? 'de');
	const name = (tag: string): string => names.of(tag) ?? tag;
	const set = (text: string) => onChange({ transcript: { ...facts.transcript, [language]: text } });
	const read = async ([file]: readonly File[]) => file && set(wordsOf(await file.text()));
	return (
		<Sheet title={say('title')}>
			<div className="f">
				<p className="hint">{say('why')}</p>
				<Select
					label={say('language')}
					value={language}
					onChange={setLanguage}
					options={languagesOfMedia.map((tag) => ({
						value: tag,
						label: say(written.includes(tag) ? 'language-written' : 'language-open', { language: name(tag) }),
					}))}
				/>
				<FileField
					label={say('file')}
					hint={say('file-hint')}
					accept=".txt,.md,.vtt,.srt,text/plain,text/vtt"
					onFiles={(files) => void read(files)}
				/>
				<TextArea
					label={say('text', { language: name(language) })}
					hint={say('text-hint')}
					rows={12}
					language={language}
					value={facts.transcript[language] ?? ''}
					onChange={set}
				/>
			</div>
		</Sheet>
	);
}
