import type { Severity } from './rule.ts';
import { textRules } from './text.ts';

type Area =
	| 'form'
	| 'privacy'
	| 'cases'
	| 'election'
	| 'neutrality'
	| 'access'
	| 'language'
	| 'facts'
	| 'links'
	| 'volume'
	| 'rights';
type Waiver = 'author' | 'approver' | 'lead' | 'central' | 'privacy';

/** A check as it is brought along: what it is about, how grave it is at first, and who may let it pass. */
export interface CatalogueEntry {
	readonly id: string;
	readonly area: Area;
	readonly severity: Severity;
	readonly waive: readonly Waiver[];
	/** Without it a post could not go out at all, so nobody sets it. */
	readonly fixed: boolean;
	/** Looks at other posts or at the network: it never blocks. */
	readonly observed: boolean;
}

const AREAS: Readonly<Record<string, Area>> = {
	'placeholder-open': 'form',
	'case-handling': 'cases',
	'election-name': 'election',
	'election-praise': 'election',
	'loaded-word': 'neutrality',
	superlative: 'neutrality',
	'hashtag-not-readable': 'access',
	'many-hashtags': 'access',
	'all-caps': 'access',
	'many-emojis': 'access',
	'emoji-in-sentence': 'access',
	'language-differs': 'access',
	exclamation: 'language',
	'address-form': 'language',
	'gender-form': 'language',
	'long-sentence': 'language',
	'hard-to-read': 'language',
	'date-in-the-past': 'facts',
	'weekday-mismatch': 'facts',
	'tracking-link': 'links',
};
/** Found by the look of words, where the look may deceive: whoever leads may say that it does. */
const MAY_ERR = new Set([
	'personal-birth-date',
	'case-number',
	'personal-email',
	'personal-phone',
	'licence-plate',
	'personal-address',
	'personal-health',
	'personal-minor',
]);

const ofText = textRules.map(
	({ id, severity }): CatalogueEntry => ({
		id,
		area: AREAS[id] ?? 'privacy',
		severity,
		waive: MAY_ERR.has(id) ? ['approver', 'lead', 'privacy'] : [],
		fixed: id === 'placeholder-open',
		observed: false,
	}),
);

const form = (id: string, severity: Severity = 'block'): CatalogueEntry => ({
	id,
	area: 'form',
	severity,
	waive: [],
	fixed: true,
	observed: false,
});
const picture = (id: string): CatalogueEntry => ({ ...form(id), area: 'access', fixed: false });
/** What a picture may be shown for; whoever leads may know of terms that are written nowhere. */
const rights = (id: string, severity: Severity = 'block'): CatalogueEntry => ({
	...form(id, severity),
	area: 'rights',
	fixed: false,
	waive: ['lead', 'central'],
});
const observed = (id: string, area: Area, severity: Severity): CatalogueEntry => ({
	...form(id, severity),
	area,
	fixed: false,
	observed: true,
});

/** Every check there is. */
export const checkCatalogue: readonly CatalogueEntry[] = [
	form('title-empty'),
	form('text-empty'),
	form('newsroom-missing'),
	form('presence-not-live'),
	form('presence-unknown'),
	form('presence-paused', 'warning'),
	// What goes out on a restrained presence is let pass by who leads, post by post.
	{ ...form('presence-restrained'), fixed: false, waive: ['lead', 'central'] },
	form('rendition-empty'),
	form('too-long'),
	form('part-too-long'),
	form('too-many-links'),
	{ ...form('thread-of-one', 'warning'), fixed: false },
	{ ...form('thread-nowhere', 'warning'), fixed: false },
	form('alt-too-long'),
	form('too-many-pictures'),
	form('event-start-missing'),
	form('event-ends-early'),
	form('event-place-missing'),
	form('job-closing-missing'),
	form('job-closed'),
	form('job-apply-missing'),
	form('press-mail-unreadable'),
	form('translation-empty'),
	form('translation-twice'),
	form('translation-missing'),
	form('warning-empty'),
	{ ...form('warning-not-shown', 'warning'), area: 'access', fixed: false },
	form('document-untitled'),
	{ ...form('document-accessible', 'hint'), area: 'access', fixed: false },
	form('replies-not-limitable'),
	{ ...form('replies-limited', 'hint'), area: 'access', fixed: false },
	form('poll-too-few'),
	form('poll-twice'),
	form('poll-too-long'),
	form('poll-closing-missing'),
	form('poll-closed'),
	form('poll-with-picture'),
	{ ...form('poll-nowhere', 'warning'), fixed: false },
	{ ...form('event-over', 'warning'), area: 'facts', fixed: false },
	{ ...form('event-access-unknown', 'hint'), area: 'access', fixed: false },
	form('too-many-films'),
	form('film-needed'),
	form('picture-needed'),
	form('media-unreachable'),
	form('picture-shape'),
	form('too-many-hashtags'),
	{ ...form('hashtags-cut', 'warning'), area: 'access', fixed: false },
	{ ...picture('film-undescribed'), severity: 'hint' },
	{ ...picture('captions-missing'), waive: ['lead', 'central'] },
	{ ...picture('film-poster-missing'), fixed: true },
	{ ...picture('film-as-link'), severity: 'warning' },
	{ ...picture('film-without-captions'), severity: 'hint' },
	form('podcast-sound-missing'),
	{ ...form('podcast-format', 'warning'), fixed: false },
	{ ...picture('transcript-missing'), waive: ['lead', 'central'] },
	{ ...picture('cover-missing'), fixed: true },
	{ ...picture('sound-as-link'), severity: 'warning' },
	picture('alt-missing'),
	picture('alt-is-file-name'),
	rights('media-expired'),
	rights('media-rights-missing'),
	{ ...rights('media-consent-missing'), waive: ['lead', 'central', 'privacy'] },
	rights('media-consent-unsaid', 'warning'),
	...ofText,
	observed('link-dead', 'links', 'warning'),
	observed('link-moved', 'links', 'hint'),
	observed('similar-post', 'volume', 'hint'),
	observed('close-post', 'volume', 'warning'),
	observed('frequent-posts', 'volume', 'hint'),
];
