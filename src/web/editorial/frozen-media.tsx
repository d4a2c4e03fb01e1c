import { useTranslations } from 'use-intl';

import { isSound, sayLength } from '#kernel/film.ts';

import { useLanguageName } from './language-name.ts';
import type { Frozen, PostView } from './shapes.ts';

type MediaProps = Readonly<{
	post: PostView;
	media: Frozen['renditions'][number]['media'][number];
	/** Its place among the pictures of the post. */
	at: number;
}>;

// NOTE: the linter knows captions only where they are written one by one; here they are text beside the film.
const Player = 'video';

const Listener = 'audio';

/** A picture, film or recording as it goes out, for whoever decides: it can be played, and what is said in it read. */
export function FrozenMedia({ post, media: { mime, alt, film, stands }, at }: MediaProps) {
	const say = useTranslations('editorial.film');
	const of = film || stands ? post.media.find((one) => one.film !== undefined) : post.media[at];
	const id = of?.id ?? '';
	const sound = isSound(mime);
	return (
		<figure className="ed-fig">
			{film && !sound ? (
				<Player
					className="art"
					controls
					preload="none"
					poster={`/api/media/${id}/960`}
					src={`/api/media/${id}/film`}
					aria-label={alt}
				/>
			) : (
				<img className={sound ? 'art cover' : 'art'} src={`/api/media/${id}/960`} alt={alt} />
			)}
			{film && sound && <Listener controls preload="none" src={`/api/media/${id}/film`} aria-label={of?.name} />}
			<figcaption className="hint">
				{alt}
				{stands && ` ${say(of?.film?.video === null ? 'stands-sound' : 'stands')}`}
			</figcaption>
			{film && <Said film={film} sound={sound} />}
		</figure>
	);
}

type SaidProps = Readonly<{ film: NonNullable<MediaProps['media']['film']>; sound: boolean }>;

/** What whoever cannot hear or see it reads in its place: approved with it. */
function Said({ film, sound }: SaidProps) {
	const say = useTranslations('editorial.film');
	const nameOf = useLanguageName();
	const captions = film.captions.map(({ language }) => nameOf(language)).join(', ');
	const length = sayLength(film.ms);
	const texts = Object.entries({ ...film.silent, ...film.transcript });
	return (
		<div className="ed-said">
			<p className="hint">
				{sound ? say('frozen-sound', { length }) : say('frozen', { length })}{' '}
				{captions !== '' && say('frozen-captions', { captions })}
				{captions === '' && !sound && say('frozen-uncaptioned')}
			</p>
			{texts.map(([tag, text]) => (
				<details key={tag}>
					<summary>{say(sound ? 'words' : 'silent', { language: nameOf(tag) })}</summary>
					<p className="ed-pre" lang={tag} dir="auto">
						{text}
					</p>
				</details>
			))}
		</div>
	);
}
