import type { Language } from '#kernel/language.ts';
import type { Credit } from '#kernel/media-rights.ts';
import type { ReleaseDetails } from '#kernel/post-kind.ts';
import { type Instant, instantOf } from '#kernel/time.ts';

import type { Frozen } from '../frozen.ts';
import { baseLanguage, NEWSROOM } from '../rendition.ts';

/** Who writes to whom, and what the frozen content does not say. */
export interface Around {
	readonly authority: string;
	readonly unit: string;
	readonly origin: string;
	readonly zone: string;
	readonly publishedAt: Instant;
	readonly to: { readonly language: Language; readonly mail: string };
	readonly unsubscribe: string;
}

export interface PressLetter {
	readonly subject: string;
	readonly text: string;
	/** Where answers go: to who informs the press. */
	readonly replyTo?: string;
}

/** The pictures of the newsroom come no wider than this. */
const WIDEST = 1600;

/** Says a sentence of a letter in the contact's language. */
export type SayLetter = (key: string, values?: Readonly<Record<string, string>>) => string;

/** A press release as a mail: what it says, its embargo, its pictures and whom to ask, and nothing about other recipients. */
export const pressLetter = (frozen: Frozen, around: Around, say: SayLetter): PressLetter => {
	const { authority, unit, to, unsubscribe } = around;
	const said = versionFor(frozen, to.language);
	const release = frozen.details?.kind === 'press-release' ? frozen.details : null;
	const from = [...new Set([authority, unit])].filter((name) => name !== '').join(', ');
	const parts = [
		[say('head'), from, dayOf(around), embargoLine(frozen, around, say)].join('\n'),
		said.title,
		said.text,
		picturesOf(frozen, around, say),
		`${say('page')}\n${frozen.link}`,
		release === null ? '' : contactOf(release, say),
		`-- \n${say('why', { mail: to.mail, authority })}\n${say('leave')}\n${unsubscribe}`,
	];
	const replyTo = release?.mail.trim() ?? '';
	return {
		subject: say('subject', { title: said.title }),
		text: `${parts.filter((part) => part !== '').join('\n\n')}\n`,
		...(replyTo.includes('@') ? { replyTo } : {}),
	};
};

/** The words in the contact's language where there is a version in it; else as they were written. */
const versionFor = (
	{ title, translations = [], renditions, language }: Frozen,
	wanted: Language,
): { readonly title: string; readonly text: string } => {
	const home = renditions.find(({ channel }) => channel === NEWSROOM);
	const other = baseLanguage(language) === wanted ? undefined : translations.find((one) => one.language === wanted);
	return other ?? { title, text: home?.text ?? '' };
};

const format = (language: Language, zone: string, more: Intl.DateTimeFormatOptions = {}) =>
	new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
		...{ timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' },
		...more,
	});

const dayOf = ({ zone, publishedAt, to }: Around): string => format(to.language, zone).format(publishedAt);

const embargoLine = ({ details }: Frozen, { to }: Around, say: SayLetter): string => {
	const wall = details?.kind === 'press-release' ? details.embargo : null;
	const at = wall === null ? null : instantOf(wall);
	if (at === null || wall === null) return say('free');
	const moment = format(to.language, wall.zone, { hour: 'numeric', minute: '2-digit' }).format(at);
	return say('over', { moment });
};

const picturesOf = ({ renditions }: Frozen, { origin }: Around, say: SayLetter): string => {
	const media = renditions.find(({ channel }) => channel === NEWSROOM)?.media ?? [];
	if (media.length === 0) return '';
	const lines = media.map(({ sha256, alt, width, credit }) => {
		const named = credit ? ` (${creditIn(credit)})` : '';
		return `- ${alt}${named}\n  ${origin}/medien/${sha256}/${Math.min(width, WIDEST)}.jpg`;
	});
	return [say('pictures'), ...lines].join('\n');
};

const licenceNames: Readonly<Record<string, string>> = {
	'cc-by-4': 'CC BY 4.0',
	'cc-by-sa-4': 'CC BY-SA 4.0',
	cc0: 'CC0',
};

const creditIn = ({ author, licence, note, url }: Credit): string =>
	[author, licenceNames[licence] ?? note, url ?? ''].filter((part) => part !== '').join(', ');

const contactOf = ({ contact, phone, mail }: ReleaseDetails, say: SayLetter): string => {
	const lines = [contact, phone, mail].map((line) => line.trim()).filter((line) => line !== '');
	return lines.length === 0 ? '' : [say('contact'), ...lines].join('\n');
};
