/** @jsxImportSource hono/jsx */
import { isSound } from '#kernel/film.ts';

import { FilmFigure } from './film.tsx';
import type { Film, View } from './model.ts';
import { SoundFigure } from './sound.tsx';

interface Props {
	readonly view: View;
	readonly film: Film;
	readonly title: string;
	/** The language of the page around it. */
	readonly language: string;
	readonly publishedAt: number;
}

/** A film to look at, or a recording to listen to. */
export const Recorded = ({ film, ...rest }: Props) =>
	isSound(film.mime) ? <SoundFigure sound={film} {...rest} /> : <FilmFigure film={film} {...rest} />;
