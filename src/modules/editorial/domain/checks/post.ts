import { type MediaFacts, withLibraryAlts } from '../library.ts';
import type { Content } from '../post.ts';
import { baseLanguage, composeRendition, NEWSROOM, type Outlet, type ThreadPart } from '../rendition.ts';
import { altFindings } from './alt.ts';
import { detailFindings } from './details.ts';
import { documentFindings } from './document.ts';
import { type FilmSeen, filmFindings } from './film.ts';
import { type Finding, finding } from './finding.ts';
import { linkCountFindings } from './link-count.ts';
import { networkFindings } from './network.ts';
import { pictureRightsFindings } from './picture-rights.ts';
import { replyControlFindings } from './reply-control.ts';
import type { Style, TextAbout } from './rule.ts';
import { judged, type Settings } from './settings.ts';
import { checkText } from './text.ts';
import { translationFindings } from './translations.ts';
import { warningFindings } from './warning.ts';

export interface PostAbout extends TextAbout {
	readonly outlets: readonly Outlet[];
	readonly link: string;
	/** File names of the pictures: a file name is no description. */
	readonly fileNames: ReadonlyMap<string, string>;
	/** What the library says of the pictures. */
	readonly library?: ReadonlyMap<string, MediaFacts>;
	/** The films among them. */
	readonly films?: ReadonlyMap<string, FilmSeen>;
	/** Of the pictures, in points. */
	readonly sizes?: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
	/** The day it goes out, where that is settled. */
	readonly goesOn?: string | null;
	readonly unitId?: string;
	/** How the house has set its checks; as they were brought along without. */
	readonly settings?: Settings;
	/** How each target group is spoken to; the first serves every presence that none names. */
	readonly styles?: readonly StyleOfGroup[];
}

export interface StyleOfGroup extends Style {
	readonly id: string;
	readonly presences: readonly string[];
}

export const styleFor = (styles: readonly StyleOfGroup[], presenceId: string | null): StyleOfGroup | undefined =>
	styles.find(({ presences }) => presenceId !== null && presences.includes(presenceId)) ?? styles[0];

/** Looks at a whole post: what it says, where it goes, what goes along. Pure: everything it judges by is given. */
export const checkPost = (written: Content, about: PostAbout): readonly Finding[] => {
	const content = withLibraryAlts(written, about.library ?? new Map());
	const findings = [
		...emptiness(content),
		...detailFindings(content, about),
		...outletFindings(content, about),
		...lengthFindings(content, about),
		...linkCountFindings(content, about),
		...altFindings(content, about),
		...pictureRightsFindings(content, about),
		...filmFindings(content, about),
		...networkFindings(content, about),
		...wordFindings(content, about),
		...translationFindings(content, about),
		...warningFindings(content, about),
		...replyControlFindings(content, about),
		...documentFindings(content),
	];
	return asSet(findings, content, about);
};

/** Findings as the house has set its checks for the places they stand in. */
export const asSet = (
	findings: readonly Finding[],
	{ kind }: Pick<Content, 'kind'>,
	{ settings, outlets, styles = [], unitId = '' }: Pick<PostAbout, 'settings' | 'outlets' | 'styles' | 'unitId'>,
): readonly Finding[] =>
	judged(findings, settings, ({ presenceId }) => ({
		unitId,
		channel: outlets.find(({ id }) => id === presenceId)?.channel ?? null,
		kind,
		group: styleFor(styles, presenceId)?.id ?? null,
	}));

const emptiness = ({ title, text }: Content): Finding[] => [
	...(title.trim() === '' ? [finding({ rule: 'title-empty', severity: 'block', field: 'title' })] : []),
	...(text.trim() === '' ? [finding({ rule: 'text-empty', severity: 'block', field: 'text' })] : []),
];

const outletFindings = ({ renditions }: Content, { outlets }: PostAbout): Finding[] => {
	const chosen = renditions.map(({ presenceId }) => ({
		presenceId,
		outlet: outlets.find(({ id }) => id === presenceId),
	}));
	const home = chosen.some(({ outlet }) => outlet?.channel === NEWSROOM);
	return [
		...(home ? [] : [finding({ rule: 'newsroom-missing', severity: 'block', field: 'presences' })]),
		...chosen.flatMap(({ presenceId, outlet }) => outletFinding(presenceId, outlet)),
	];
};

const outletFinding = (presenceId: string, outlet: Outlet | undefined): Finding[] => {
	const place = { field: 'presences', presenceId, values: { presence: outlet?.name ?? '' } };
	if (outlet === undefined || outlet.state === 'retired' || outlet.state === 'planned')
		return [finding({ rule: 'presence-not-live', severity: 'block', ...place })];
	if (outlet.limits === null) return [finding({ rule: 'presence-unknown', severity: 'block', ...place })];
	if (outlet.state === 'restrained') return [finding({ rule: 'presence-restrained', severity: 'block', ...place })];
	return outlet.state === 'paused' ? [finding({ rule: 'presence-paused', severity: 'warning', ...place })] : [];
};

/** Of a thread every part is measured. */
const partFindings = (parts: readonly ThreadPart[], place: Omit<Parameters<typeof finding>[0], 'rule' | 'severity'>) =>
	parts.flatMap(({ measure }, at) => {
		if (!measure?.over) return [];
		const over = Math.max(1, measure.length - measure.most);
		const values = { ...place.values, part: at + 1, over, most: measure.most };
		return [finding({ ...place, rule: 'part-too-long', severity: 'block', values })];
	});

const lengthFindings = (content: Content, { outlets, link }: PostAbout): Finding[] =>
	content.renditions.flatMap((rendition) => {
		const { presenceId } = rendition;
		const outlet = outlets.find(({ id }) => id === presenceId);
		const { text, measure, parts } = composeRendition(content, rendition, { outlet, link });
		const field = `rendition:${presenceId}`;
		const values = { presence: outlet?.name ?? '' };
		if (rendition.text !== null && text.trim() === '')
			return [finding({ rule: 'rendition-empty', severity: 'block', field, presenceId, values })];
		if (parts !== undefined) return partFindings(parts, { field, presenceId, values });
		if (!measure?.over) return [];
		const over = Math.max(1, measure.length - measure.most);
		return [
			finding({
				rule: 'too-long',
				severity: 'block',
				field,
				presenceId,
				values: { ...values, over, most: measure.most },
			}),
		];
	});

interface Place {
	readonly field: string;
	readonly text: string;
	readonly presenceId: string | null;
	/** Set where it is not the language of the post. */
	readonly language?: string;
	/** Where the text begins in its field. */
	readonly shift?: number;
}

/** A signature is said too, wherever a copy follows the statement. */
const signatureTexts = (content: Content, { outlets, link }: PostAbout): Place[] =>
	content.renditions.flatMap((rendition): Place[] => {
		const { presenceId } = rendition;
		const outlet = outlets.find(({ id }) => id === presenceId);
		const signature = outlet?.signature;
		if (signature === undefined || rendition.text !== null) return [];
		const shift = composeRendition(content, rendition, { outlet, link }).text.length - signature.length;
		return shift < 0 ? [] : [{ field: `rendition:${presenceId}`, text: signature, presenceId, shift }];
	});

/** The statement is looked at once; a rendition only where it has words of its own. */
const wordFindings = (content: Content, about: PostAbout): Finding[] => {
	const texts: readonly Place[] = [
		{ field: 'title', text: content.title, presenceId: null },
		{ field: 'text', text: content.text, presenceId: null },
		{ field: 'warning', text: content.warning?.words ?? '', presenceId: null },
		...content.renditions.map(({ presenceId, text, translation }) => ({
			field: `rendition:${presenceId}`,
			text: text ?? '',
			presenceId,
			...(translation === undefined ? {} : { language: baseLanguage(translation) }),
		})),
		...content.media.map(({ mediaId, alt }) => ({
			field: `media:${mediaId}`,
			text: alt[content.language] ?? '',
			presenceId: null,
		})),
	];
	return [...texts, ...signatureTexts(content, about)].flatMap(
		({ text, shift = 0, language = content.language, ...place }) => {
			const style = styleFor(about.styles ?? [], place.presenceId);
			const spoken = { ...about, language, ...(style ? { style } : {}) };
			return checkText(text, spoken).map(({ range: [from, to], ...found }) =>
				finding({ ...found, range: [from + shift, to + shift], ...place }),
			);
		},
	);
};
