import { useTranslations } from 'use-intl';

import { obstacleTo } from '#kernel/film.ts';

import { Icon } from '../parts/icon.tsx';
import type { Outlet, PicturePlaced } from './shapes.ts';

type LineProps = Readonly<{ outlet: Outlet; name: string; media: readonly PicturePlaced[] }>;

/** What becomes of a film on this network, in one sentence. */
export function FilmLine({ outlet, name, media }: LineProps) {
	const say = useTranslations('editorial.film');
	const shown = media.find(({ film }) => film !== undefined);
	if (shown?.film === undefined || outlet.text === null) return null;
	const obstacle = obstacleTo({ ...shown, ...shown.film }, outlet.film);
	const isAlone = outlet.film?.withPictures === false && media.length > 1;
	return (
		<p className="film-line">
			<Icon name={obstacle === null ? 'play' : 'link'} />
			<span>
				{obstacle === null
					? say(outlet.channel === 'newsroom' ? 'home' : outlet.film?.captions ? 'captioned' : 'plain', { name })
					: say('link', { ...figures, ...obstacle, name })}
				{obstacle === null && isAlone && ` ${say('alone', { name })}`}
			</span>
		</p>
	);
}

const figures = { is: '', most: 0 };
