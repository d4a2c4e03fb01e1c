import { type FilmFile, isSound, obstacleTo, takesFilmsOnly } from '#kernel/film.ts';

import type { Content, PostMedia } from '../post.ts';
import { baseLanguage, NEWSROOM, type Outlet } from '../rendition.ts';
import { type Finding, finding } from './finding.ts';

const CAPTIONS = 'BITV 2.0, WCAG 1.2.2';
const WITHOUT_SOUND = 'BITV 2.0, WCAG 1.2.1';
const WITHOUT_PICTURES = WITHOUT_SOUND;

/** A film of the post as the checks see it. */
export interface FilmSeen {
	readonly file: FilmFile;
	readonly posterId: string | null;
	/** Languages it has captions in. */
	readonly captioned: readonly string[];
	/** Nothing is spoken in it: what is to be seen instead, per language. */
	readonly silent: Readonly<Record<string, string>>;
	/** The words of a recording, per language. */
	readonly transcript: Readonly<Record<string, string>>;
}

interface About {
	readonly outlets: readonly Outlet[];
	readonly films?: ReadonlyMap<string, FilmSeen>;
}

/** A film can be followed without sound and a recording read in every language of the post; both have a picture that stands for them, and go where they are taken. */
export const filmFindings = (content: Content, { films, outlets }: About): Finding[] => {
	const shown = content.media.flatMap((media) => {
		const film = films?.get(media.mediaId);
		return film ? [{ media, film }] : [];
	});
	const tooMany = finding({
		rule: 'too-many-films',
		severity: 'block',
		field: 'media',
		values: { count: shown.length },
	});
	return [
		...(shown.length > 1 ? [tooMany] : []),
		...episodeFindings(
			content,
			shown.map(({ film }) => film),
		),
		...content.renditions.flatMap(({ presenceId }) =>
			needed(
				shown.map(({ film }) => film),
				outlets.find(({ id }) => id === presenceId),
			),
		),
		...shown.flatMap(({ media, film }) => [...ofFilm(content, media, film), ...ofNetworks(content, film, { outlets })]),
	];
};

/** Where only films go, one has to be there that is taken. */
const needed = (shown: readonly FilmSeen[], outlet: Outlet | undefined): Finding[] => {
	if (!outlet?.limits || !takesFilmsOnly(outlet.limits)) return [];
	const obstacles = shown.map(({ file }) => obstacleTo(file, outlet.limits?.film));
	if (obstacles.includes(null)) return [];
	const values = { presence: outlet.name, ...(obstacles[0] ?? { why: 'none' }) };
	const place = { field: `rendition:${outlet.id}`, presenceId: outlet.id };
	return [finding({ rule: 'film-needed', severity: 'block', ...place, values })];
};

/** An episode is a recording that podcast programs play. SPEC: podcasters.apple.com, audio requirements: MP3 and AAC. */
const episodeFindings = ({ kind }: Content, shown: readonly FilmSeen[]): Finding[] => {
	if (kind !== 'podcast') return [];
	const recordings = shown.filter(({ file }) => isSound(file.mime));
	const place = { field: 'media', severity: 'block' } as const;
	return [
		...(recordings.length === 0 ? [finding({ rule: 'podcast-sound-missing', ...place })] : []),
		...(recordings.some(({ file }) => file.mime === 'audio/ogg')
			? [finding({ rule: 'podcast-format', ...place, severity: 'warning' })]
			: []),
	];
};

const ofFilm = (content: Content, media: PostMedia, film: FilmSeen): Finding[] =>
	isSound(film.file.mime) ? ofSound(content, media, film) : ofPictures(content, media, film);

const ofSound = (
	content: Content,
	{ mediaId }: PostMedia,
	{ posterId, captioned, transcript }: FilmSeen,
): Finding[] => {
	const place = { field: `media:${mediaId}`, severity: 'block' } as const;
	const lacking = languagesOf(content).filter((tag) => !captioned.includes(tag) && !transcript[tag]?.trim());
	return [
		...(posterId === null ? [finding({ rule: 'cover-missing', ...place })] : []),
		...lacking.map((language) =>
			finding({
				rule: 'transcript-missing',
				...place,
				paragraph: WITHOUT_PICTURES,
				found: language,
				values: { language },
			}),
		),
	];
};

const ofPictures = (content: Content, { mediaId }: PostMedia, { posterId, captioned, silent }: FilmSeen): Finding[] => {
	const field = `media:${mediaId}`;
	const lacking = languagesOf(content).filter((tag) => !captioned.includes(tag) && !silent[tag]?.trim());
	const without = captioned.length === 0 && Object.values(silent).some((text) => text.trim() !== '');
	const paragraph = without ? WITHOUT_SOUND : CAPTIONS;
	return [
		...(posterId === null ? [finding({ rule: 'film-poster-missing', severity: 'block', field })] : []),
		...lacking.map((language) =>
			finding({ rule: 'captions-missing', severity: 'block', field, paragraph, found: language, values: { language } }),
		),
	];
};

/** The original and every further version; plain words are read out in the language they are of. */
const languagesOf = ({ language, translations = [] }: Content): readonly string[] => [
	...new Set([language, ...translations.map((one) => baseLanguage(one.language))]),
];

const ofNetworks = ({ renditions }: Content, film: FilmSeen, { outlets }: Pick<About, 'outlets'>): Finding[] =>
	renditions.flatMap(({ presenceId }): Finding[] => {
		const outlet = outlets.find(({ id }) => id === presenceId);
		if (!outlet?.limits || outlet.channel === NEWSROOM || takesFilmsOnly(outlet.limits)) return [];
		const obstacle = obstacleTo(film.file, outlet.limits.film);
		const place = { field: `rendition:${presenceId}`, presenceId };
		const values = { presence: outlet.name, ...(obstacle ?? {}) };
		const sound = isSound(film.file.mime);
		const rule = sound ? 'sound-as-link' : 'film-as-link';
		if (obstacle !== null) return [finding({ rule, severity: 'warning', ...place, values })];
		const read = !sound && film.captioned.length > 0 && outlet.limits.film?.captions === false;
		return read ? [finding({ rule: 'film-without-captions', severity: 'hint', ...place, values })] : [];
	});
