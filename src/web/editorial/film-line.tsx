import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { obstacleTo } from '#kernel/film.ts';

import { Icon } from '../parts/icon.tsx';
import type { Outlet, PicturePlaced } from './shapes.ts';

type LineProps = Readonly<{ outlet: Outlet; name: string; media: readonly PicturePlaced[] }>;

/** What becomes of a film on this network, in one sentence. */
export function FilmLine({ outlet, name, media }: LineProps) {
	const say = useTranslations('editorial.film');
	const shown = media.find(({ film }) => film !== undefined);
	if (outlet.text === null) return null;
	if (shown?.film === undefined) return outlet.filmsOnly ? <Line icon="play">{say('only', { name })}</Line> : null;
	const sound = shown.film.video === null;
	const obstacle = obstacleTo({ ...shown, ...shown.film }, outlet.film);
	if (obstacle !== null && outlet.filmsOnly) return <Line icon="play">{say('only', { name })}</Line>;
	if (obstacle !== null)
		return <Line icon="link">{say(sound ? 'link-sound' : 'link', { ...figures, ...obstacle, name })}</Line>;
	const isAlone = outlet.film?.withPictures === false && media.length > 1;
	return (
		<Line icon="play">
			{say(sound ? playedAs(outlet) : shownAs(outlet), { name })}
			{isAlone && ` ${say('alone', { name })}`}
		</Line>
	);
}

const playedAs = ({ channel }: Outlet) => (channel === 'newsroom' ? 'home-sound' : 'plain-sound');
const shownAs = ({ channel, film }: Outlet) =>
	channel === 'newsroom' ? 'home' : film?.captions ? 'captioned' : 'plain';

function Line({ icon, children }: Readonly<{ icon: 'link' | 'play'; children: ReactNode }>) {
	return (
		<p className="film-line">
			<Icon name={icon} />
			<span>{children}</span>
		</p>
	);
}

const figures = { is: '', most: 0 };
