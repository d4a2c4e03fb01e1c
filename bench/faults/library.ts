import sharp from 'sharp';

import type { Endpoint } from '#contract/endpoint.ts';
import { changeCaptionsEndpoint, changeLibraryItemEndpoint } from '#contract/library.ts';
import { listsOfPresenceEndpoint } from '#contract/outlets.ts';
import type { FilmList } from '#kernel/film-list.ts';

import { mp4 } from '../../tests/film-file.ts';
import type { Desk } from '../desk.ts';

export const ALT = 'Plan der Sperrung mit der Umleitung über den Ring';
export const FILM_ALT = 'Ein Kran hebt ein Teil der Brücke';
const SPOKEN = 'Hier entsteht die neue Brücke.';
/** Its networks take it in several parts: YouTube in two, X in two, LinkedIn in three. */
const LONG_BYTES = 9_000_000;

export interface Library {
	readonly picture: string;
	/** With captions and a still picture. */
	readonly film: string;
	readonly longFilm: string;
	/** Of the account on YouTube. */
	readonly list: FilmList;
}

/** Asks the desk's API as its author does. */
const asAuthor = async ({ origin, author }: Desk, path: string, more: RequestInit = {}): Promise<unknown> => {
	const headers = { 'content-type': 'application/json', 'x-bench': author.id };
	const answer = await fetch(origin + path, { ...more, headers });
	if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
	return answer.json();
};

const upload = async (desk: Desk, name: string, bytes: Uint8Array): Promise<string> => {
	const query = new URLSearchParams({ unitId: desk.unitId, name });
	const made = await asAuthor(desk, `/api/media?${query}`, { method: 'POST', body: Buffer.from(bytes) });
	return (made as { readonly id: string }).id;
};

interface Saying {
	readonly id: string;
	readonly [fact: string]: unknown;
}

const say = (desk: Desk, { method, path }: Endpoint, { id, ...body }: Saying): Promise<unknown> =>
	asAuthor(desk, path.replace(':id', id).replace(':language', 'de'), { method, body: JSON.stringify(body) });

const rights = { licence: 'own', consent: 'nobody' } as const;

const bringPicture = async (desk: Desk, name: string, alt: string): Promise<string> => {
	const shape = { width: 800, height: 600, channels: 3, background: '#3366aa' } as const;
	const id = await upload(desk, name, await sharp({ create: shape }).jpeg().toBuffer());
	await say(desk, changeLibraryItemEndpoint, { id, base: 0, facts: { ...rights, alt: { de: alt } } });
	return id;
};

interface Shot {
	readonly name: string;
	readonly body: number;
	readonly posterId: string;
}

const bringFilm = async (desk: Desk, { name, body, posterId }: Shot): Promise<string> => {
	const id = await upload(desk, name, mp4({ ms: 6000, body }));
	await say(desk, changeLibraryItemEndpoint, { id, base: 0, facts: { ...rights, alt: { de: FILM_ALT }, posterId } });
	await say(desk, changeCaptionsEndpoint, { id, base: 0, cues: [{ from: 0, until: 1900, text: SPOKEN }] });
	return id;
};

/** Brings a picture and two films into the library, as an author does at the desk, and asks YouTube for its lists. */
export const stockLibrary = async (desk: Desk, youtube: string): Promise<Library> => {
	const posterId = await bringPicture(desk, 'standbild.jpg', 'Der Kran vor der Brücke');
	const told = await asAuthor(desk, listsOfPresenceEndpoint.path.replace(':id', youtube));
	const [list] = listsOfPresenceEndpoint.output.parse(told).items;
	if (list === undefined) throw new Error('YouTube has no list');
	return {
		list,
		picture: await bringPicture(desk, 'plan.jpg', ALT),
		film: await bringFilm(desk, { name: 'bruecke.mp4', body: 20_000, posterId }),
		longFilm: await bringFilm(desk, { name: 'bruecke-lang.mp4', body: LONG_BYTES, posterId }),
	};
};
