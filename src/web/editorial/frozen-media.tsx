import { useTranslations } from 'use-intl';

import { sayLength } from '#kernel/film.ts';

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

/** A picture or film as it goes out, for whoever decides: a film can be played. */
export function FrozenMedia({ post, media: { alt, film, stands }, at }: MediaProps) {
	const say = useTranslations('editorial.film');
	const nameOf = useLanguageName();
	const of = film || stands ? post.media.find((one) => one.film !== undefined) : post.media[at];
	const id = of?.id ?? '';
	return (
		<figure className="ed-fig">
			{film ? (
				<Player
					className="art"
					controls
					preload="none"
					poster={`/api/media/${id}/960`}
					src={`/api/media/${id}/film`}
					aria-label={alt}
				/>
			) : (
				<img className="art" src={`/api/media/${id}/960`} alt={alt} />
			)}
			<figcaption className="hint">
				{alt}
				{film &&
					` ${say('frozen', { length: sayLength(film.ms), captions: film.captions.map(({ language }) => nameOf(language)).join(', ') })}`}
				{stands && ` ${say('stands')}`}
			</figcaption>
		</figure>
	);
}
