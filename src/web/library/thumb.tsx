import { useTranslations } from 'use-intl';

import { sayLength } from '#kernel/film.ts';

import { Icon } from '../parts/icon.tsx';
import type { LibraryRow } from './shapes.ts';

type ThumbProps = Readonly<{
	item: Pick<LibraryRow, 'id' | 'film' | 'hasPoster'>;
	/** Empty where the words beside it say the same. */
	alt: string;
	size?: { readonly width: number; readonly height: number };
}>;

/** A picture in small; a film as the picture that stands for it, with its length. */
export function Thumb({ item, alt, size }: ThumbProps) {
	const say = useTranslations('library.film');
	const { id, film, hasPoster } = item;
	if (film === undefined)
		return <img className="art" src={`/api/media/${id}/480`} alt={alt} loading="lazy" {...size} />;
	return (
		<span className={size ? 'film-thumb small' : 'film-thumb'}>
			{hasPoster && <img className="art" src={`/api/media/${id}/480`} alt={alt} loading="lazy" {...size} />}
			<span className="film-mark">
				<Icon name="play" />
				<span className="sr">{say(film.video === null ? 'sound' : 'film')}</span> {sayLength(film.ms)}
			</span>
		</span>
	);
}
