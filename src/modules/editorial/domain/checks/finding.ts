import type { Severity } from './rule.ts';

/** Something a check found: what rule, how grave, where, and how it could be mended. */
export interface Finding {
	readonly rule: string;
	readonly severity: Severity;
	readonly paragraph: string | null;
	/** `title`, `text`, `details`, `presences`, `media`, `media:<id>` or `rendition:<presence>`. */
	readonly field: string;
	readonly presenceId: string | null;
	readonly range: readonly [number, number] | null;
	readonly found: string | null;
	readonly mend: string | null;
	readonly values: Readonly<Record<string, string | number>>;
}

/** A finding with what it does not say filled in. */
export const finding = (
	said: Pick<Finding, 'rule' | 'severity' | 'field'> & Partial<Omit<Finding, 'rule' | 'severity' | 'field'>>,
): Finding => ({ paragraph: null, presenceId: null, range: null, found: null, mend: null, values: {}, ...said });

/** How many rules there are that look at a post as a whole, for "14 more checks passed". */
export const POST_RULES = [
	'title-empty',
	'text-empty',
	'newsroom-missing',
	'presence-not-live',
	'presence-unknown',
	'presence-paused',
	'rendition-empty',
	'too-long',
	'alt-missing',
	'alt-is-file-name',
	'alt-too-long',
	'too-many-pictures',
	'similar-post',
	'event-start-missing',
	'event-ends-early',
	'event-place-missing',
	'event-over',
	'event-access-unknown',
	'job-closing-missing',
	'job-closed',
	'job-apply-missing',
	'press-mail-unreadable',
] as const;
