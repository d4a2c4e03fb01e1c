import type { JsonObject } from './json.ts';

/** What readers are told before they are shown the rest. */
export interface ContentWarning extends JsonObject {
	readonly words: string;
	/** Where a network has no place of its own for it, it stands as the first line of the text. */
	readonly inText: boolean;
	/** The pictures show violence or injuries: networks that know marks instead of words are told so. */
	readonly graphic: boolean;
}

/** A note before a text, not a text. */
export const WARNING_MOST = 200;

/** How a network takes it: the words themselves, or marks of its own. */
export const warningForms = ['words', 'label'] as const;
export type WarningForm = (typeof warningForms)[number];

const BEFORE: Readonly<Record<string, string>> = { de: 'Inhaltshinweis: ', en: 'Content note: ' };

/** The note as a line of text. Languages the house has no word for it in get the words alone. */
export const warningLine = (words: string, language: string): string =>
	`${BEFORE[language.split('-')[0] ?? ''] ?? ''}${words.trim()}`;

/** The text with the note as its first line; it is never put there twice. */
export const warnedText = (text: string, line: string): string =>
	text.trimStart().startsWith(line) ? text : `${line}\n\n${text}`;

interface At {
	/** Absent where a network knows no such notes. */
	readonly form: WarningForm | null;
	readonly language: string;
}

/** What becomes of the note at one place: words beside the text, a line in it, a mark on the pictures. */
export interface WarningThere {
	readonly beside: string | null;
	readonly line: string | null;
	readonly graphic: boolean;
}

export const warningAt = (warning: ContentWarning | null | undefined, { form, language }: At): WarningThere => {
	const words = warning?.words.trim() ?? '';
	const beside = form === 'words' && words !== '' ? words : null;
	const line = form !== 'words' && words !== '' && warning?.inText ? warningLine(words, language) : null;
	return { beside, line, graphic: form !== null && warning?.graphic === true };
};
