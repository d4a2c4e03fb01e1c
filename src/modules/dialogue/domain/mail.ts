import { type Bounce, readBounce } from './bounce.ts';
import type { MailFile } from './mail-file.ts';
import type { MailParts } from './mail-parts.ts';

/** `message`: a person wrote. The others came by themselves and ask for no answer. */
export type MailKind = 'message' | 'automatic' | 'bounce' | 'list';

export interface ReadMail {
	readonly kind: MailKind;
	readonly messageId: string | null;
	/** What it answers, the nearest first. */
	readonly answers: readonly string[];
	readonly from: { readonly name: string; readonly address: string };
	readonly subject: string;
	readonly text: string;
	/** Earlier mails it brings along. */
	readonly quoted: string;
	/** In milliseconds, as its author's clock says. */
	readonly sentAt: number | null;
	/** What hung on it, and the bytes of each. */
	readonly files: readonly MailFile[];
	readonly contents: readonly Uint8Array[];
	/** A mail of ours came back for good, and why. */
	readonly bounce: Bounce | null;
}
/** How foreign words become plain text. */
export interface Tidying {
	readonly tidy: (text: string) => string;
	readonly plainText: (html: string) => string;
}

const MOST_FILES = 50;
const MOST_REFERENCES = 30;
const MAIL_ID = /<[^<>\s]{1,500}>/g;

/** What a mail says and to what it belongs; null where it names nobody to answer. */
export const readMail = (mail: MailParts, { tidy, plainText }: Tidying): ReadMail | null => {
	const from = writerOf(mail);
	if (from === null) return null;
	const header = headerOf(mail);
	const plain = tidy(mail.text ?? '');
	const whole = plain === '' ? plainText(mail.html ?? '') : plain;
	const { said, quoted } = withoutQuoted(whole);
	const kind = kindOf(mail, from.address);
	const referred = [...idsIn(header('in-reply-to')), ...idsIn(header('references')).reverse()];
	const answers = [...new Set(referred)].slice(0, MOST_REFERENCES);
	return {
		...{ kind, answers, messageId: idsIn(header('message-id'))[0] ?? null },
		bounce:
			kind === 'bounce'
				? readBounce({ attachments: mail.attachments, body: whole, from: from.address, answers })
				: null,
		from: { name: oneLine(tidy(from.name)).slice(0, 200), address: from.address },
		subject: oneLine(tidy(mail.subject ?? '')).slice(0, 300),
		text: said,
		quoted,
		sentAt: momentOf(mail.date),
		...filesOf(mail, tidy),
	};
};

const filesOf = ({ attachments }: MailParts, tidy: Tidying['tidy']): Pick<ReadMail, 'files' | 'contents'> => {
	const listed = attachments.slice(0, MOST_FILES);
	const contents = listed.map(({ content }) => bytesOf(content));
	return {
		contents,
		files: listed.map(({ filename, mimeType }, at) => ({
			name: oneLine(tidy(filename ?? '')).slice(0, 200),
			type: oneLine(tidy(mimeType)).slice(0, 100),
			size: contents[at]?.byteLength ?? 0,
		})),
	};
};

const bytesOf = (content: MailParts['attachments'][number]['content']): Uint8Array => {
	if (typeof content === 'string') return new TextEncoder().encode(content);
	return content instanceof Uint8Array ? content : new Uint8Array(content);
};

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const idsIn = (text: string): string[] => text.match(MAIL_ID) ?? [];

const momentOf = (date: string | undefined): number | null => {
	const at = Date.parse(date ?? '');
	return Number.isFinite(at) ? at : null;
};

const headerOf =
	({ headers }: Pick<MailParts, 'headers'>) =>
	(name: string): string =>
		headers.find(({ key }) => key === name)?.value.trim() ?? '';

/** Whoever wants the answer: forms of others name the person there. */
const writerOf = ({ from, replyTo }: MailParts): ReadMail['from'] | null => {
	for (const one of [...(replyTo ?? []), from]) {
		const address = one?.address?.trim() ?? '';
		if (one && isAddress(address)) return { name: one.name, address };
	}
	return null;
};

export const isAddress = (text: string): boolean => /^[^\s@<>",;:]{1,64}@[^\s@<>",;:]{1,190}$/.test(text);

/** SPEC: RFC 3834 (Auto-Submitted), RFC 2919 (List-Id), RFC 3464 (reports), RFC 5321 4.5.5 (null return path). */
const kindOf = (mail: MailParts, address: string): MailKind => {
	const header = headerOf(mail);
	const precedence = header('precedence').toLowerCase();
	const submitted = header('auto-submitted').toLowerCase();
	if (/^multipart\/report\b/i.test(header('content-type')) || /^(mailer-daemon|postmaster)@/i.test(address))
		return 'bounce';
	if (header('list-id') !== '' || precedence === 'list' || precedence === 'bulk') return 'list';
	if (submitted !== '' && !/^no\b/.test(submitted)) return 'automatic';
	if (/^(auto_?reply|junk)$/.test(precedence) || header('x-autoreply') !== '' || header('x-autorespond') !== '')
		return 'automatic';
	return /^<\s*>$/.test(header('return-path')) ? 'bounce' : 'message';
};

const OPENS = /^(am|on|le|il)\s.{4,240}\s(schrieb|wrote|a écrit|ha scritto)\b.{0,120}:$/i;
const ORIGINAL = /^-{2,}\s*(ursprüngliche nachricht|originalnachricht|original message|original-nachricht)\s*-{2,}$/i;
const SENDER = /^\*?(von|from)\s?:\*?\s?\S/i;
const SENT = /^\*?(gesendet|sent|datum|date)\s?:\*?\s?\S/i;

/** Folds away the mails brought along below the words; what is answered between their lines stays where it is. */
export const withoutQuoted = (text: string): { readonly said: string; readonly quoted: string } => {
	const lines = text.split('\n');
	const from = beginOfQuoted(lines);
	if (from === null) return { said: text, quoted: '' };
	const [said, quoted] = [lines.slice(0, from).join('\n').trim(), lines.slice(from).join('\n').trim()];
	return said === '' ? { said: text, quoted: '' } : { said, quoted };
};

const beginOfQuoted = (lines: readonly string[]): number | null => {
	const first = [...lines.keys()].find((index) => isBroughtAlong(lines, index));
	if (first === undefined) return endsQuoted(lines);
	const opening = openingAt(lines, first);
	if (opening > 0 && isAnsweredBetween(lines.slice(first + opening))) return null;
	return /^_{5,}$/.test(at(lines, first - 1)) ? first - 1 : first;
};

const isBroughtAlong = (lines: readonly string[], index: number): boolean =>
	openingAt(lines, index) > 0 || ORIGINAL.test(at(lines, index)) || isHeadAt(lines, index);

const at = (lines: readonly string[], index: number): string => lines[index]?.trim() ?? '';

/** How many lines say who wrote what follows; mail programs break them where they like. */
const openingAt = (lines: readonly string[], index: number): 0 | 1 | 2 => {
	const here = at(lines, index);
	if (OPENS.test(here)) return 1;
	return /^(am|on)\s/i.test(here) && OPENS.test(`${here} ${at(lines, index + 1)}`) ? 2 : 0;
};

/** The head of a mail brought along, as Outlook writes it. */
const isHeadAt = (lines: readonly string[], index: number): boolean =>
	SENDER.test(at(lines, index)) && [1, 2, 3].some((next) => SENT.test(at(lines, index + next)));

const isAnsweredBetween = (lines: readonly string[]): boolean => {
	const first = lines.findIndex((line) => line.startsWith('>'));
	return first >= 0 && lines.slice(first).some((line) => line.trim() !== '' && !line.startsWith('>'));
};

/** A block of quoted lines that reaches to the end. */
const endsQuoted = (lines: readonly string[]): number | null => {
	let end = lines.length;
	while (end > 0 && (lines[end - 1]?.startsWith('>') || at(lines, end - 1) === '')) end -= 1;
	return lines.slice(end).some((line) => line.startsWith('>')) ? end : null;
};

/** The subject of an answer: `Re:` once, however many stand there. */
export const answerSubject = (subject: string): string =>
	`Re: ${subject.replace(/^(\s*(re|aw|antw|wg|fw|fwd)\s*(\[\d+\])?\s*:\s*)+/i, '').trim()}`.trim();

/** The whole message as the desk keeps it: what it is about stands first. */
export const wordsOf = ({ subject, text }: Pick<ReadMail, 'subject' | 'text'>, isFirst: boolean): string =>
	(isFirst && subject !== '' ? `${subject}\n\n${text}` : text).trim() || subject || '–';
