import { type ReactNode, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { changeLibraryItemEndpoint } from '#contract/library.ts';
import { formatOf, sayLength } from '#kernel/film.ts';
import { megabytesOf } from '#kernel/megabyte.ts';

import { uploadPicture } from '../editorial/upload.ts';
import { Button } from '../parts/button.tsx';
import { type CallFailure, call } from '../parts/call.ts';
import { FormSummary } from '../parts/failures.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { PickDialog } from './pick-dialog.tsx';
import type { Facts, LibraryItem } from './shapes.ts';

type FilmProps = Readonly<{
	item: LibraryItem;
	facts: Facts;
	onChange: (part: Partial<Facts>) => void;
}>;

// NOTE: the linter knows captions only where they are written one by one; here they are a list that a check fills.
const Player = 'video';

/** A film to look at, and the picture that stands for it until somebody plays it: a frame of it, or one of the library. */
export function FilmSheet({ item, facts, onChange }: FilmProps) {
	const say = useTranslations('library.film');
	const player = useRef<HTMLVideoElement>(null);
	const { grab, busy, failure } = useFrame(item, facts, (posterId) => onChange({ posterId }));
	if (item.film === undefined) return null;
	return (
		<Sheet title={say('title')}>
			<div className="film-sheet">
				<Player
					ref={player}
					controls
					preload="metadata"
					width={item.width}
					height={item.height}
					src={`/api/media/${item.id}/film`}
					aria-label={facts.alt['de'] || item.name}
				/>
				<p className="hint">{aboutOf(item, say)}</p>
				<h3>{say('poster')}</h3>
				<FormSummary failure={failure} />
				<Poster item={item} facts={facts} onChange={onChange} none={say('no-poster')} alt={say('poster-alt')}>
					<Button icon="image" busy={busy} onPress={() => player.current && void grab(player.current)}>
						{say('grab')}
					</Button>
				</Poster>
			</div>
		</Sheet>
	);
}

// NOTE: what is said in it stands beside it to read; a recording has no captions to show.
const Listener = 'audio';

/** A recording to listen to, and its cover. */
export function SoundSheet({ item, facts, onChange }: FilmProps) {
	const say = useTranslations('library.film');
	if (item.film === undefined) return null;
	return (
		<Sheet title={say('sound-title')}>
			<div className="film-sheet">
				<Listener controls preload="metadata" src={`/api/media/${item.id}/film`} aria-label={item.name} />
				<p className="hint">{aboutOf(item, say)}</p>
				<h3>{say('cover')}</h3>
				<p className="hint">{say('cover-hint')}</p>
				<Poster item={item} facts={facts} onChange={onChange} none={say('no-cover')} alt={say('cover-alt')} />
			</div>
		</Sheet>
	);
}

type PosterProps = FilmProps & Readonly<{ none: string; alt: string; children?: ReactNode }>;

/** The picture that stands for a film or a recording. */
function Poster({ item, facts: { posterId }, onChange, none, alt, children }: PosterProps) {
	const say = useTranslations('library.film');
	const [picking, setPicking] = useState(false);
	return (
		<>
			{posterId === null ? (
				<p className="hint">{none}</p>
			) : (
				<img className="art" src={`/api/media/${posterId}/480`} alt={alt} />
			)}
			<div className="acts">
				{children}
				<Button onPress={() => setPicking(true)}>{say('choose')}</Button>
			</div>
			{picking && (
				<PickDialog
					unitId={item.unitId}
					taken={posterId === null ? [] : [posterId]}
					picturesOnly
					onPick={({ id }) => onChange({ posterId: id })}
					onClose={() => setPicking(false)}
				/>
			)}
		</>
	);
}

const aboutOf = (
	{ film, mime, width, height, bytes }: LibraryItem,
	say: ReturnType<typeof useTranslations<'library.film'>>,
) =>
	film === undefined
		? ''
		: say(film.video === null ? 'about-sound' : 'about', {
				length: sayLength(film.ms),
				size: `${width} × ${height}`,
				format: formatOf({ mime, video: film.video }),
				sound: film.audio === null ? 'none' : film.audio.toUpperCase(),
				rate: film.rate ?? 0,
				megabytes: megabytesOf(bytes),
			});

/** Makes a picture of the library out of what the player shows now; it has the rights of the film. */
const useFrame = (item: LibraryItem, facts: Facts, onTaken: (id: string) => void) => {
	const [busy, setBusy] = useState(false);
	const [failure, setFailure] = useState<CallFailure>();
	const { author, sourceUrl, licence, licenceText, consent, consentReference, consentOn, expiresOn } = facts;
	const rights = { author, sourceUrl, licence, licenceText, consent, consentReference, consentOn, expiresOn };
	const grab = async (player: HTMLVideoElement) => {
		setFailure(undefined);
		setBusy(true);
		const file = await frameOf(player, item.name);
		const taken =
			file &&
			(await uploadPicture({
				unitId: item.unitId,
				file,
				folderId: item.folderId ?? undefined,
				onProgress: () => undefined,
			}));
		if (taken?.ok) {
			await call(changeLibraryItemEndpoint, { id: taken.value.id, base: 0, facts: { ...rights, alt: facts.alt } });
			onTaken(taken.value.id);
		} else if (taken) setFailure(taken.error);
		setBusy(false);
	};
	return { grab, busy, failure };
};

/** What stands on the screen of the player, as a file; null while it has nothing to show. */
const frameOf = async (player: HTMLVideoElement, name: string): Promise<File | null> => {
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [player.videoWidth, player.videoHeight];
	if (canvas.width === 0) return null;
	canvas.getContext('2d')?.drawImage(player, 0, 0);
	const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92));
	return blob && new File([blob], `${name.replace(/\.[^.]*$/, '')}-standbild.jpg`, { type: 'image/jpeg' });
};
