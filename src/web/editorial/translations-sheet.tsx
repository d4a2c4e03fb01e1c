import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { translationTags } from '#contract/editorial.ts';

import { Button } from '../parts/button.tsx';
import { Select, TextArea, TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useLanguageName } from './language-name.ts';
import type { PostView } from './shapes.ts';
import type { Draft } from './use-draft.ts';

type Translation = PostView['translations'][number];
type SheetProps = Readonly<{ draft: Draft }>;

const writtenIn = (draft: Draft): readonly Translation[] =>
	// NOTE: the field holds what the office sent or what this sheet put in.
	Array.isArray(draft.fields['translations']) ? (draft.fields['translations'] as Translation[]) : [];

/** The same in other languages and in plain words, each written beside the original and approved with it. */
export function TranslationsSheet({ draft }: SheetProps) {
	const say = useTranslations('editorial.translations');
	const nameOf = useLanguageName();
	const announce = useAnnounce();
	const all = writtenIn(draft);
	const original = String(draft.fields['language'] ?? 'de');
	const free = translationTags.filter((tag) => tag !== original && !all.some(({ language }) => language === tag));
	const [chosen, setChosen] = useState('');
	const tag = free.find((one) => one === chosen) ?? free[0];
	const set = (next: readonly Translation[]) => draft.set('translations', next);
	const remove = (gone: Translation) => {
		set(all.filter((one) => one !== gone));
		announce(say('removed', { name: nameOf(gone.language) }), () => set(all));
	};
	return (
		<Sheet title={say('title')} end={<span className="hint">{say('approved-with')}</span>}>
			{all.map((one, at) => (
				<Version
					key={one.language}
					draft={draft}
					version={one}
					onChange={(changed) => set(all.map((other, index) => (index === at ? changed : other)))}
					onRemove={() => remove(one)}
				/>
			))}
			{tag && (
				<div className="pad ed-add-language">
					<Select
						label={say('language')}
						value={tag}
						onChange={setChosen}
						options={free.map((value) => ({ value, label: nameOf(value) }))}
					/>
					<Button icon="plus" onPress={() => set([...all, { language: tag, title: '', text: '' }])}>
						{say('add')}
					</Button>
				</div>
			)}
		</Sheet>
	);
}

type VersionProps = SheetProps &
	Readonly<{ version: Translation; onChange: (version: Translation) => void; onRemove: () => void }>;

function Version({ draft, version, onChange, onRemove }: VersionProps) {
	const say = useTranslations('editorial.translations');
	const name = useLanguageName()(version.language);
	return (
		<section className="ed-version" aria-label={name}>
			<div className="fas-h">
				{name}
				<span className="end">
					<Button small kind="quiet" icon="trash" label={say('remove', { name })} onPress={onRemove} />
				</span>
			</div>
			<div className="ed-beside">
				<div className="hint" lang={String(draft.fields['language'] ?? 'de')}>
					<b>{String(draft.fields['title'] ?? '')}</b>
					<p className="ed-pre">{String(draft.fields['text'] ?? '')}</p>
				</div>
				<div className="stack">
					<TextField
						label={say('headline', { name })}
						value={version.title}
						onChange={(title) => onChange({ ...version, title })}
					/>
					<TextArea
						label={say('text', { name })}
						rows={6}
						language={version.language}
						value={version.text}
						onChange={(text) => onChange({ ...version, text })}
					/>
				</div>
			</div>
		</section>
	);
}
