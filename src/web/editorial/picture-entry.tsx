import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { sayLength } from '#kernel/film.ts';

import { RightsDialog } from '../library/rights-dialog.tsx';
import { Thumb } from '../library/thumb.tsx';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Select, TextArea } from '../parts/field.tsx';
import type { Finding, PicturePlaced } from './shapes.ts';
import type { Draft } from './use-draft.ts';
import { isThread, threadIn } from './use-thread.ts';

type EntryProps = Readonly<{ picture: PicturePlaced; draft: Draft; findings: readonly Finding[] }>;

const alts = ['alt-missing', 'alt-is-file-name', 'alt-too-long'];

/** One picture of a draft: its description follows the library until somebody writes another one here. */
export function PictureEntry({ picture, draft, findings }: EntryProps) {
	const say = useTranslations('editorial.picture');
	const pick = useTranslations('library.pick');
	const rule = useTranslations('editorial.rule');
	const [rights, setRights] = useState(false);
	const { id, library, film } = picture;
	const language = String(draft.fields['language'] ?? 'de');
	const field = `media:${id}`;
	// NOTE: descriptions come from the office as records of texts and are only ever replaced by such.
	const alt = (draft.fields[field] ?? {}) as Readonly<Record<string, string>>;
	const [own, inherited] = [alt[language], library.alt[language] ?? ''];
	const found = findings.find((finding) => finding.field === field && alts.includes(finding.rule));
	const problem = found && own !== undefined ? rule(`${found.rule as 'alt-missing'}.text`, found.values) : undefined;
	const remove = () => {
		const ids = Array.isArray(draft.fields['media']) ? draft.fields['media'].map(String) : [];
		draft.set(
			'media',
			ids.filter((one) => one !== id),
		);
	};
	const inherit = () => draft.set(field, Object.fromEntries(Object.entries(alt).filter(([tag]) => tag !== language)));
	return (
		<div className="stack">
			<Head picture={picture} onRights={() => setRights(true)} onRemove={remove} />
			<PartChoice id={id} draft={draft} />
			<TextArea
				label={say(altLabel(film))}
				hint={own === undefined && inherited !== '' ? pick('inherited') : say('alt-hint')}
				error={problem}
				rows={2}
				language={language}
				value={own ?? inherited}
				onChange={(value) => draft.set(field, { ...alt, [language]: value })}
			/>
			{own !== undefined && inherited !== '' && own !== inherited && (
				<div className="acts">
					<Button small kind="quiet" icon="refresh-cw" onPress={inherit}>
						{pick('inherit')}
					</Button>
				</div>
			)}
			{rights && <RightsDialog id={id} onClose={() => setRights(false)} />}
		</div>
	);
}

const altLabel = (film: PicturePlaced['film']) =>
	film === undefined ? 'alt' : film.video === null ? 'alt-sound' : 'alt-film';

type PartChoiceProps = Readonly<{ id: string; draft: Draft }>;

/** With which part of a thread the picture goes; on the page of the house all stand together. */
function PartChoice({ id, draft }: PartChoiceProps) {
	const say = useTranslations('editorial.thread');
	if (!isThread(draft)) return null;
	const { thread, details } = threadIn(draft);
	if (thread.parts.length < 2) return null;
	return (
		<Select
			label={say('picture-part')}
			value={String(thread.places[id] ?? 1)}
			onChange={(part) => draft.set('details', { ...details, pictures: { ...thread.places, [id]: Number(part) } })}
			options={thread.parts.map((_, at) => ({ value: String(at + 1), label: say('of-part', { number: at + 1 }) }))}
		/>
	);
}

type HeadProps = Readonly<{ picture: PicturePlaced; onRights: () => void; onRemove: () => void }>;

function Head({ picture, onRights, onRemove }: HeadProps) {
	const say = useTranslations('editorial.picture');
	const pick = useTranslations('library.pick');
	const { id, name, width, height, film } = picture;
	const kind = film?.video === null ? 'sound' : 'film';
	return (
		<div>
			<span className="lab">{say(film ? `label-${kind}` : 'label')}</span>
			<div className="thumb">
				<Thumb item={picture} alt="" size={{ width: 72, height: 48 }} />
				<div>
					<div className="name">{name}</div>
					<div className="hint">
						{film ? say(`about-${kind}`, { length: sayLength(film.ms) }) : say('about', { width, height })}
					</div>
					<div className="acts">
						{film && (
							<ButtonLink to={`/medien/${id}`} small kind="quiet" icon="pen-line">
								{say(kind === 'sound' ? 'captions-sound' : 'captions')}
							</ButtonLink>
						)}
						<Button small kind="quiet" icon="scale" onPress={onRights}>
							{pick('rights')}
						</Button>
						<Button small kind="quiet" icon="trash" onPress={onRemove}>
							{say('remove')}
						</Button>
					</div>
				</div>
			</div>
		</div>
	);
}
