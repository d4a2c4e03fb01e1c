import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import type { CallFailure } from '../parts/call.ts';
import { FileField } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextArea } from '../parts/field.tsx';
import type { Finding, PostView } from './shapes.ts';
import { type Uploaded, uploadPicture } from './upload.ts';
import type { Draft } from './use-draft.ts';

type PicturesProps = Readonly<{ post: PostView; draft: Draft; findings: readonly Finding[] }>;

const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif,image/gif';

const idsIn = (draft: Draft): readonly string[] =>
	Array.isArray(draft.fields['media']) ? draft.fields['media'].map(String) : [];

/** The pictures of a draft, each with what is to be seen on it. */
export function PictureFields({ post, draft, findings }: PicturesProps) {
	const say = useTranslations('editorial.picture');
	const [fresh, setFresh] = useState<readonly Uploaded[]>([]);
	const [progress, setProgress] = useState<number | null>(null);
	const [failure, setFailure] = useState<CallFailure>();
	const ids = idsIn(draft);
	const known = [...post.media, ...fresh];
	const send = async (files: readonly File[]) => {
		setFailure(undefined);
		const added: string[] = [];
		for (const file of files) {
			setProgress(0);
			const result = await uploadPicture({ unitId: post.unitId, file, onProgress: setProgress });
			if (!result.ok) {
				setFailure(result.error);
				continue;
			}
			setFresh((before) => [...before, result.value]);
			draft.set(`media:${result.value.id}`, {});
			added.push(result.value.id);
		}
		setProgress(null);
		if (added.length > 0) draft.set('media', [...ids, ...added]);
	};
	return (
		<>
			{ids.map((id) => {
				const picture = known.find((one) => one.id === id);
				return picture && <Picture key={id} picture={picture} draft={draft} findings={findings} />;
			})}
			<FormSummary failure={failure} />
			{progress === null ? (
				<FileField
					label={say(ids.length === 0 ? 'add' : 'add-more')}
					accept={ACCEPTED}
					several
					onFiles={(files) => void send(files)}
				/>
			) : (
				<div role="status">
					<progress value={progress} max={1} aria-label={say('progress')} />
					<p className="hint">
						{progress < 1 ? say('sending', { percent: Math.round(progress * 100) }) : say('working')}
					</p>
				</div>
			)}
		</>
	);
}

type PictureProps = Readonly<{ picture: Uploaded; draft: Draft; findings: readonly Finding[] }>;

const alts = ['alt-missing', 'alt-is-file-name', 'alt-too-long'];

function Picture({ picture, draft, findings }: PictureProps) {
	const say = useTranslations('editorial.picture');
	const rule = useTranslations('editorial.rule');
	const { id, name, width, height } = picture;
	const language = String(draft.fields['language'] ?? 'de');
	const field = `media:${id}`;
	// NOTE: descriptions come from the office as records of texts and are only ever replaced by such.
	const alt = (draft.fields[field] ?? {}) as Readonly<Record<string, string>>;
	const found = findings.find((finding) => finding.field === field && alts.includes(finding.rule));
	const problem =
		found && alt[language] !== undefined ? rule(`${found.rule as 'alt-missing'}.text`, found.values) : undefined;
	return (
		<div className="stack">
			<div>
				<span className="lab">{say('label')}</span>
				<div className="thumb">
					<img className="art" src={`/api/media/${id}/480`} alt="" width={72} height={48} />
					<div>
						<div className="name">{name}</div>
						<div className="hint">{say('about', { width, height })}</div>
						<Button
							small
							kind="quiet"
							icon="trash"
							onPress={() =>
								draft.set(
									'media',
									idsIn(draft).filter((one) => one !== id),
								)
							}
						>
							{say('remove')}
						</Button>
					</div>
				</div>
			</div>
			<TextArea
				label={say('alt')}
				hint={say('alt-hint')}
				error={problem}
				rows={2}
				language={language}
				value={alt[language] ?? ''}
				onChange={(value) => draft.set(field, { ...alt, [language]: value })}
			/>
		</div>
	);
}
