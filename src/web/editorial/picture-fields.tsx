import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { ACCEPTED } from '../library/accepted.ts';
import { PickDialog } from '../library/pick-dialog.tsx';
import { Button } from '../parts/button.tsx';
import type { CallFailure } from '../parts/call.ts';
import { FileField } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { PictureEntry } from './picture-entry.tsx';
import type { Finding, PicturePlaced, PostView } from './shapes.ts';
import { uploadPicture } from './upload.ts';
import type { Draft } from './use-draft.ts';

type PicturesProps = Readonly<{ post: PostView; draft: Draft; findings: readonly Finding[] }>;

const idsIn = (draft: Draft): readonly string[] =>
	Array.isArray(draft.fields['media']) ? draft.fields['media'].map(String) : [];

/** Nothing is known yet of a picture that has just been uploaded. */
const fromNowhere = { alt: {}, focus: { x: 0.5, y: 0.5 }, crops: {}, licence: 'unsaid', author: '' } as const;

/** The pictures of a draft, each with what is to be seen on it. */
export function PictureFields({ post, draft, findings }: PicturesProps) {
	const say = useTranslations('editorial.picture');
	const pick = useTranslations('library.pick');
	const [fresh, setFresh] = useState<readonly PicturePlaced[]>([]);
	const [progress, setProgress] = useState<number | null>(null);
	const [failure, setFailure] = useState<CallFailure>();
	const [picking, setPicking] = useState(false);
	const ids = idsIn(draft);
	// What the office says of a picture is newer than what it said when it came.
	const known = [...post.media, ...fresh];
	const place = (pictures: readonly PicturePlaced[]) => {
		setFresh((before) => [...before, ...pictures]);
		for (const { id } of pictures) draft.set(`media:${id}`, {});
		if (pictures.length > 0) draft.set('media', [...ids, ...pictures.map(({ id }) => id)]);
	};
	const send = async (files: readonly File[]) => {
		setFailure(undefined);
		const added: PicturePlaced[] = [];
		for (const file of files) {
			setProgress(0);
			const result = await uploadPicture({ unitId: post.unitId, file, onProgress: setProgress });
			if (result.ok) added.push({ ...result.value, library: fromNowhere });
			else setFailure(result.error);
		}
		setProgress(null);
		place(added);
	};
	return (
		<>
			{ids.map((id) => {
				const picture = known.find((one) => one.id === id);
				return picture && <PictureEntry key={id} picture={picture} draft={draft} findings={findings} />;
			})}
			<FormSummary failure={failure} />
			{progress === null ? (
				<>
					<FileField
						label={say(ids.length === 0 ? 'add' : 'add-more')}
						accept={ACCEPTED}
						several
						onFiles={(files) => void send(files)}
					/>
					<div className="acts">
						<Button icon="image" onPress={() => setPicking(true)}>
							{pick('button')}
						</Button>
					</div>
				</>
			) : (
				<div role="status">
					<progress value={progress} max={1} aria-label={say('progress')} />
					<p className="hint">
						{progress < 1 ? say('sending', { percent: Math.round(progress * 100) }) : say('working')}
					</p>
				</div>
			)}
			{picking && (
				<PickDialog unitId={post.unitId} taken={ids} onPick={(row) => place([row])} onClose={() => setPicking(false)} />
			)}
		</>
	);
}
