/** @jsxImportSource hono/jsx */
import { filmAddress, sayLength } from '#kernel/film.ts';

import { CreditLine } from './credit-line.tsx';
import type { Film, View } from './model.ts';
import { Photo, pictureAddress } from './parts.tsx';
import { Said } from './said.tsx';

// NOTE: what is said stands below it to read: a recording has no picture that captions could stand on.
const Player = 'audio';

interface Props {
	readonly view: View;
	readonly sound: Film;
	readonly title: string;
	/** Whose words come first. */
	readonly language: string;
	readonly publishedAt: number;
}

/** A recording with its cover, and every word of it to read. SPEC: schema.org as microdata, which needs no script. */
export const SoundFigure = ({ view, sound, title, language, publishedAt }: Props) => {
	const { say, site } = view;
	const seconds = Math.max(1, Math.round(sound.ms / 1000));
	const address = filmAddress('', sound);
	return (
		<figure class="sound" itemscope itemtype="https://schema.org/AudioObject">
			<meta itemprop="name" content={title} />
			<meta itemprop="uploadDate" content={new Date(publishedAt).toISOString()} />
			<meta itemprop="duration" content={`PT${seconds}S`} />
			<meta itemprop="contentUrl" content={filmAddress(site.origin, sound)} />
			<meta itemprop="encodingFormat" content={sound.mime} />
			<meta itemprop="thumbnailUrl" content={`${site.origin}${pictureAddress(sound.poster)}`} />
			<div class="play">
				<Photo picture={sound.poster} shown="160px" />
				<div>
					<Player controls preload="metadata" src={address} aria-label={say('sound.of', { title })} />
					<p class="hint">
						{say('sound.about', { length: sayLength(sound.ms) })}{' '}
						<a href={address} download>
							{say('sound.load')}
						</a>
					</p>
				</div>
			</div>
			{sound.credit && <CreditLine view={view} credit={sound.credit} />}
			<Words view={view} sound={sound} language={language} />
		</figure>
	);
};

/** As it was written; where only captions are, what stands in them. */
const Words = ({ view, sound, language }: Pick<Props, 'view' | 'sound' | 'language'>) => {
	const { say } = view;
	const names = new Intl.DisplayNames(say.language, { type: 'language' });
	const written = sound.words.filter(({ paragraphs }) => paragraphs.length > 0);
	const captions = sound.captions
		.filter((one) => !written.some((other) => other.language === one.language))
		.map((one) => ({ language: one.language, paragraphs: one.transcript }));
	const all = [...written, ...captions].sort(
		(a, b) => Number(b.language === language) - Number(a.language === language),
	);
	return (
		<>
			{all.map((said) => (
				<Said
					key={said.language}
					view={view}
					title={say('sound.words', { language: names.of(said.language) ?? said.language })}
					said={said}
					isMain={said.language === language}
				/>
			))}
		</>
	);
};
