import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { changeCaptionsEndpoint } from '#contract/library.ts';
import { type CaptionsFailure, cueProblems, readCaptions, transcriptOf } from '#kernel/captions.ts';
import { isSound } from '#kernel/film.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FileField } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextArea } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { CaptionLines } from './caption-lines.tsx';
import { blankRow, type CaptionRow, toCues, toRows } from './caption-rows.ts';
import { languagesOfMedia } from './description-fields.tsx';
import type { Facts, LibraryItem } from './shapes.ts';

type CaptionsProps = Readonly<{
	item: LibraryItem;
	facts: Facts;
	onChange: (part: Partial<Facts>) => void;
}>;

/** What is said in a film, per language: written here or read from a file; or the word that nothing is. */
export function CaptionsSheet({ item, facts, onChange }: CaptionsProps) {
	const say = useTranslations('library.captions');
	const names = new Intl.DisplayNames(useLocale(), { type: 'language' });
	const [language, setLanguage] = useState(item.captions[0]?.language ?? 'de');
	const sound = isSound(item.mime);
	const written = new Set(item.captions.map((one) => one.language));
	return (
		<Sheet title={say(sound ? 'title-sound' : 'title')}>
			<div className="f">
				{sound && <p className="hint">{say('sound-why')}</p>}
				<Select
					label={say('language')}
					value={language}
					onChange={setLanguage}
					options={languagesOfMedia.map((tag) => ({
						value: tag,
						label: say(written.has(tag) ? 'language-written' : 'language-open', { language: names.of(tag) ?? tag }),
					}))}
				/>
				<Editor key={language} item={item} language={language} />
				{!sound && (
					<TextArea
						label={say('silent', { language: names.of(language) ?? language })}
						hint={say('silent-hint')}
						rows={3}
						language={language}
						value={facts.silent[language] ?? ''}
						onChange={(text) => onChange({ silent: { ...facts.silent, [language]: text } })}
						optional
					/>
				)}
			</div>
		</Sheet>
	);
}

type EditorProps = Readonly<{ item: LibraryItem; language: string }>;

function Editor({ item, language }: EditorProps) {
	const say = useTranslations('library.captions');
	const announce = useAnnounce();
	const kept = item.captions.find((one) => one.language === language)?.cues ?? [];
	const [rows, setRows] = useState<readonly CaptionRow[]>(() => toRows(kept));
	const [unread, setUnread] = useState<CaptionsFailure>();
	const { cues, unreadable } = toCues(rows);
	const problems = [
		...unreadable.map((at) => ({ at, why: 'time' as const })),
		...cueProblems(cues, item.film?.ms ?? 0),
	];
	const isChanged = JSON.stringify(cues) !== JSON.stringify(kept);
	const { run, busy, failure } = useAct(changeCaptionsEndpoint, {
		topics: ['media', 'post'],
		onDone: () => announce(say('saved')),
	});
	const read = async ([file]: readonly File[]) => {
		const found = file && readCaptions(await file.text());
		setUnread(found && !found.ok ? found.error : undefined);
		if (found?.ok) setRows(toRows(found.value));
	};
	const [first] = problems;
	const blocked = first ? say('blocked', { row: first.at + 1 }) : isChanged ? undefined : say('nothing-changed');
	return (
		<>
			<FileField
				label={say('file')}
				hint={say('file-hint')}
				accept=".vtt,.srt,text/vtt"
				onFiles={(files) => void read(files)}
				{...(unread
					? {
							error: say(
								unread.type === 'captions.no-captions' ? 'unreadable.no-captions' : 'unreadable.line-unreadable',
								{ line: 'line' in unread ? unread.line : 0 },
							),
						}
					: {})}
			/>
			<CaptionLines rows={rows} problems={problems} language={language} onRows={setRows} />
			<FormSummary failure={failure} />
			<div className="acts">
				<Button icon="plus" onPress={() => setRows([...rows, blankRow(rows.at(-1))])}>
					{say('add')}
				</Button>
				<Button
					kind="main"
					icon="check"
					busy={busy}
					blocked={blocked}
					onPress={() => void run({ id: item.id, language, base: item.captionsVersion, cues })}
				>
					{say('save')}
				</Button>
			</div>
			{cues.length > 0 && (
				<details>
					<summary>{say('transcript')}</summary>
					<div lang={language}>
						{transcriptOf(cues).map((paragraph) => (
							<p key={paragraph}>{paragraph}</p>
						))}
					</div>
				</details>
			)}
		</>
	);
}
