import type { MailParts } from './mail-parts.ts';

/** Why a mail of ours did not arrive, as far as a sentence needs it. */
export type ReturnKind = 'no-such-address' | 'full' | 'refused' | 'too-late' | 'other';

/** A mail of ours that came back for good. */
export interface Returned {
	readonly kind: ReturnKind;
	/** What the server said about it. */
	readonly reason: string;
	/** SPEC: RFC 3463, for example 5.1.1; empty where the server gives none. */
	readonly status: string;
}

export interface Bounce extends Returned {
	/** Which mails it may be about, the surest first. */
	readonly of: readonly string[];
}

interface Heard {
	readonly attachments: MailParts['attachments'];
	readonly body: string;
	readonly from: string;
	/** What the bounce says it answers. */
	readonly answers: readonly string[];
}

const MOST_TEXT = 64 * 1024;
const MOST_IDS = 20;
const MAIL_ID = /<[^<>\s]{1,500}>/g;
const STATUS = /\b([245]\.\d{1,3}\.\d{1,3})\b/;

/** What a report says about a mail of ours; null where it came back from nobody, or is only late. SPEC: RFC 3462, RFC 3464. */
export const readBounce = ({ attachments, body, from, answers }: Heard): Bounce | null => {
	const parts = attachments.map(({ mimeType, content }) => ({ type: mimeType.toLowerCase(), text: textOf(content) }));
	const report = parts.find(({ type }) => /^message\/(global-)?delivery-status$/.test(type));
	const returned = report === undefined ? withoutReport(body, from) : inReport(report.text);
	if (returned === null) return null;
	const heads = parts.filter(({ type }) => /^(message\/(rfc822|global)|(text|message)\/.*headers)$/.test(type));
	const own = [...heads.map(({ text }) => headOf(text)), body].flatMap(messageIdsIn);
	return { ...returned, of: [...new Set([...own, ...answers])].slice(0, MOST_IDS) };
};

const textOf = (content: MailParts['attachments'][number]['content']): string => {
	if (typeof content === 'string') return content.slice(0, MOST_TEXT);
	const bytes = content instanceof Uint8Array ? content : new Uint8Array(content);
	return new TextDecoder().decode(bytes.subarray(0, MOST_TEXT));
};

const unfolded = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll(/\n[ \t]+/g, ' ');
const headOf = (text: string): string => unfolded(text).split(/\n\n/, 1)[0] ?? '';

/** A returned mail names itself; what it refers to is somebody else. */
const messageIdsIn = (text: string): readonly string[] =>
	text.split('\n').flatMap((line) => (/^[>\s]*message-id:/i.test(line) ? (line.match(MAIL_ID) ?? []) : []));

const fieldIn = (group: string, name: string): string =>
	new RegExp(`^${name}:(.*)$`, 'im')
		.exec(group)?.[1]
		?.replace(/^\s*[\w-]+;/, '')
		.trim() ?? '';

/** SPEC: RFC 3464, 2.3: one group for each recipient; `failed` is final, the others are not. */
const inReport = (text: string): Returned | null => {
	const failed = unfolded(text)
		.split(/\n\s*\n/)
		.find((group) => /^failed$/i.test(fieldIn(group, 'Action')));
	if (failed === undefined) return null;
	const reason = fieldIn(failed, 'Diagnostic-Code').slice(0, 300);
	const status = STATUS.exec(fieldIn(failed, 'Status'))?.[1] ?? STATUS.exec(reason)?.[1] ?? '';
	return { kind: kindOf(status, reason), reason, status };
};

/** Servers that write no report say it in words, and only to be believed by a mail system's own name. */
const withoutReport = (body: string, from: string): Returned | null => {
	if (!/^(mailer-daemon|postmaster)@/i.test(from)) return null;
	const lines = unfolded(body).split('\n');
	const line = lines.find((one) => /\b5\d\d\b|\b5\.\d{1,3}\.\d{1,3}\b/.test(one))?.trim();
	if (line === undefined) return null;
	const status = STATUS.exec(line)?.[1] ?? '';
	return { kind: kindOf(status, line), reason: line.slice(0, 300), status };
};

/** SPEC: RFC 3463. Some servers give a status and some only words. */
export const kindOf = (status: string, reason: string): ReturnKind => {
	const [, detail = ''] = /^\d\.(\d+\.\d+)$/.exec(status) ?? [];
	if (/^2\.2$/.test(detail) || /quota|mailbox (is )?full/i.test(reason)) return 'full';
	if (/^(1\.[1236]|2\.1)$/.test(detail) || /user unknown|no such (user|mailbox|address)/i.test(reason))
		return 'no-such-address';
	if (/^4\./.test(status) || detail === '4.7' || detail === '4.1') return 'too-late';
	return /^7\./.test(detail) ? 'refused' : 'other';
};
