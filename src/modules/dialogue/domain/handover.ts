import { fail, ok, type Result } from '#kernel/result.ts';

export const relevance = ['why', 'who', 'options', 'decision'] as const;
export type Relevance = (typeof relevance)[number];

export const targetKinds = ['portal', 'mailbox', 'phone', 'webhook', 'appointment'] as const;
export type TargetKind = (typeof targetKinds)[number];

export type AddressFault = { readonly type: 'handover.address-unfit' };

const patterns: Readonly<Record<TargetKind, RegExp>> = {
	portal: /^https:\/\/[^\s]+$/,
	appointment: /^https:\/\/[^\s]+$/,
	webhook: /^https:\/\/[^\s]+$/,
	mailbox: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
	phone: /^[+\d][\d ()/-]{2,}$/,
};

/** An address that cannot belong to its kind is refused before anything is handed over to it. */
export const checkAddress = (kind: TargetKind, address: string): Result<void, AddressFault> =>
	patterns[kind].test(address) ? ok(undefined) : fail({ type: 'handover.address-unfit' });

/** Only these carry anything to the office; to the others the citizen goes in person. */
export const carriesData = (kind: TargetKind): boolean => kind === 'mailbox' || kind === 'webhook';

/** LAW: relevance for the file (Bundesarchiv): any yes, and the conversation is not closed without a file reference. */
export const checkReference = (
	relevant: readonly Relevance[],
	reference: string,
): Result<string | null, { readonly type: 'handover.needs-file-reference' }> => {
	if (relevant.length > 0 && reference === '') return fail({ type: 'handover.needs-file-reference' });
	return ok(reference === '' ? null : reference);
};

/** The least that helps the office: when and where it was said, and the words; never who said it. */
export const leastData = ({
	channel,
	day,
	words,
}: {
	readonly channel: string;
	readonly day: string;
	readonly words: string;
}): string => `Eingang: ${day}, ${channel}\nAnliegen: ${words.replace(/@\S+\s*/g, '').trim()}`;

export type Sending = 'none' | 'mail' | 'waiting' | 'sending' | 'sent' | 'refused' | 'unclear' | 'returned';

/** How the receiver answered, or that nothing left us, or that nobody knows. */
export type Heard =
	| { readonly kind: 'status'; readonly status: number }
	| { readonly kind: 'unreachable' }
	| { readonly kind: 'lost' };

const MOST_ATTEMPTS = 8;

/** What an attempt means. Only what surely did nothing is repeated; a doubt is shown and decided by a person. */
export const afterAttempt = (
	heard: Heard,
	attempts: number,
): { readonly sending: Sending; readonly waitMs: number } => {
	if (heard.kind === 'lost') return { sending: 'unclear', waitMs: 0 };
	if (heard.kind === 'status' && heard.status >= 200 && heard.status < 300) return { sending: 'sent', waitMs: 0 };
	const again = heard.kind === 'unreachable' || heard.status === 429 || heard.status === 503;
	if (again && attempts < MOST_ATTEMPTS) return { sending: 'waiting', waitMs: 60_000 * 2 ** (attempts - 1) };
	const doubtful = heard.kind === 'status' && heard.status >= 500 && heard.status !== 503;
	return { sending: doubtful ? 'unclear' : 'refused', waitMs: 0 };
};
