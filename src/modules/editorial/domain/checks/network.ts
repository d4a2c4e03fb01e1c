import { CENTRE, cropBox } from '#kernel/crop.ts';
import { obstacleTo } from '#kernel/film.ts';

import type { MediaFacts } from '../library.ts';
import type { Content } from '../post.ts';
import { composeRendition, type Limits, NEWSROOM, type Outlet } from '../rendition.ts';
import type { FilmSeen } from './film.ts';
import { type Finding, finding } from './finding.ts';
import { HASHTAG } from './hashtags.ts';

interface About {
	readonly outlets: readonly Outlet[];
	readonly link: string;
	readonly library?: ReadonlyMap<string, MediaFacts>;
	readonly films?: ReadonlyMap<string, FilmSeen>;
	/** Of pictures, in points. */
	readonly sizes?: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
}

interface Here {
	readonly outlet: Outlet;
	readonly limits: Limits;
	readonly about: About;
	readonly say: (rule: string, severity: Finding['severity'], values?: Finding['values']) => Finding;
}

/** What single networks ask for beside lengths and numbers: a picture, its shape, few hashtags, and that it can be fetched. */
export const networkFindings = (content: Content, about: About): Finding[] =>
	content.renditions.flatMap((rendition) => {
		const { presenceId } = rendition;
		const outlet = about.outlets.find(({ id }) => id === presenceId);
		if (!outlet?.limits || outlet.channel === NEWSROOM) return [];
		const place = { field: `rendition:${presenceId}`, presenceId };
		const here: Here = {
			...{ outlet, about, limits: outlet.limits },
			say: (rule, severity, values = {}) =>
				finding({ rule, severity, ...place, values: { presence: outlet.name, ...values } }),
		};
		const { text } = composeRendition(content, rendition, { outlet, link: about.link });
		return [...mediaFindings(content, here), ...shapeFindings(content, here), ...tagFindings(text, here)];
	});

const mediaFindings = ({ media }: Content, { limits, about, say }: Here): Finding[] => {
	if (media.length === 0) return limits.media.needed ? [say('picture-needed', 'block')] : [];
	const film = media.map(({ mediaId }) => about.films?.get(mediaId)).find(Boolean);
	const plays = film !== undefined && obstacleTo(film.file, limits.film) === null;
	return [
		...(limits.media.unreachable ? [say('media-unreachable', 'block')] : []),
		...(plays && limits.film?.undescribed ? [say('film-undescribed', 'hint')] : []),
	];
};

/** A cut is made of whole points. */
const ROUNDING = 0.01;

const shapeFindings = ({ media }: Content, { outlet, limits, about, say }: Here): Finding[] => {
	const { ratios } = limits.media;
	if (ratios === undefined) return [];
	const isOdd = ({ mediaId }: Content['media'][number]): boolean => {
		const size = about.sizes?.get(mediaId);
		if (size === undefined) return false;
		const { width, height } = cropBox(size, about.library?.get(mediaId)?.crops[outlet.channel] ?? 'whole', CENTRE);
		const ratio = width / height;
		return ratio < ratios.least - ROUNDING || ratio > ratios.most + ROUNDING;
	};
	const count = media.filter(isOdd).length;
	return count > 0 ? [say('picture-shape', 'block', { count })] : [];
};

const tagFindings = (text: string, { limits, say }: Here): Finding[] => {
	const { hashtags } = limits.text;
	if (hashtags === undefined) return [];
	const count = text.match(HASHTAG)?.length ?? 0;
	if (count > hashtags.most) return [say('too-many-hashtags', 'block', { count, most: hashtags.most })];
	return count > hashtags.shown ? [say('hashtags-cut', 'warning', { count, most: hashtags.shown })] : [];
};
