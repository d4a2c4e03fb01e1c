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
	/** The number of the house's guideline that it rests on. */
	readonly guideline: { readonly number: string; readonly title: string } | null;
	/** Roles that may let this block pass; empty where nobody may. */
	readonly waivableBy: readonly string[];
	/** Somebody let it pass and said why. */
	readonly waived: { readonly by: string; readonly at: string; readonly reason: string } | null;
}

/** A finding with what it does not say filled in. */
export const finding = (
	said: Pick<Finding, 'rule' | 'severity' | 'field'> & Partial<Omit<Finding, 'rule' | 'severity' | 'field'>>,
): Finding => ({
	paragraph: null,
	presenceId: null,
	range: null,
	found: null,
	mend: null,
	values: {},
	guideline: null,
	waivableBy: [],
	waived: null,
	...said,
});

/** What a finding is about, in one line: the same words, or the same place where it is not about words. */
export const subjectOf = ({ rule, found, field, presenceId }: Finding): string =>
	[rule, ...(found === null ? [field, presenceId ?? ''] : [found.trim()])].join('\n');
