import { fail, ok, type Result } from '#kernel/result.ts';

export type SeverityOrOff = 'block' | 'warning' | 'hint' | 'off';

/** A check as the editorial desk brings it along. */
export interface CatalogueEntry {
	readonly id: string;
	readonly area: Area;
	readonly severity: 'block' | 'warning' | 'hint';
	readonly waive: readonly WaiverRole[];
	readonly fixed: boolean;
	readonly observed: boolean;
}

export type Area =
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
export type WaiverRole = 'author' | 'approver' | 'lead' | 'central' | 'privacy';

export interface RuleSetting {
	readonly severity: SeverityOrOff;
	readonly paragraph: string | null;
	readonly waive: readonly WaiverRole[];
	readonly exceptions: readonly {
		readonly severity: SeverityOrOff;
		readonly units: readonly string[];
		readonly channels: readonly string[];
		readonly kinds: readonly string[];
		readonly groups: readonly string[];
	}[];
}

export interface Paragraph {
	readonly number: string;
	readonly title: string;
	readonly text: string;
}

export interface Checks {
	readonly paragraphs: readonly Paragraph[];
	readonly rules: Readonly<Record<string, RuleSetting>>;
	readonly similarDays: number;
	readonly apartMinutes: number;
	readonly mostPerDay: number;
}

export interface StyleOfGroup {
	readonly id: string;
	readonly name: string;
	readonly presences: readonly string[];
	readonly address: 'sie' | 'du' | 'any';
	readonly gender: 'plain' | 'star' | 'colon' | 'any';
	readonly tone: 'factual' | 'relaxed';
	readonly mostWords: number;
	readonly mostEmojis: number;
	readonly leastEase: number;
}

export interface Profile {
	readonly trunks: readonly string[];
	readonly domains: readonly string[];
	readonly ibans: readonly string[];
	readonly addresses: readonly string[];
	readonly holders: readonly string[];
	readonly parties: readonly string[];
	readonly candidates: readonly string[];
	readonly restraints: readonly {
		readonly name: string;
		readonly from: string;
		readonly until: string;
		readonly allowed: readonly ('party' | 'candidate' | 'achievement')[];
	}[];
	readonly styles: readonly StyleOfGroup[];
}

export type DocumentFailure =
	| { readonly type: 'policy.rule-fixed'; readonly rule: string }
	| { readonly type: 'policy.rule-observes'; readonly rule: string }
	| { readonly type: 'policy.paragraph-unknown'; readonly number: string }
	| { readonly type: 'policy.twice'; readonly what: string }
	| { readonly type: 'policy.window-upside-down'; readonly name: string };

const firstTwice = (values: readonly string[]): string | undefined =>
	values.find((value, at) => values.indexOf(value) !== at);

/** A configuration that holds together: rules that may be changed, in ways they allow, citing numbers that exist. */
export const soundChecks = (
	{ rules, paragraphs }: Checks,
	catalogue: readonly CatalogueEntry[],
): Result<void, DocumentFailure> => {
	const twice = firstTwice(paragraphs.map(({ number }) => number));
	if (twice !== undefined) return fail({ type: 'policy.twice', what: twice });
	for (const [rule, { severity, exceptions, paragraph }] of Object.entries(rules)) {
		const entry = catalogue.find(({ id }) => id === rule);
		if (entry === undefined || entry.fixed) return fail({ type: 'policy.rule-fixed', rule });
		const severities = [severity, ...exceptions.map((one) => one.severity)];
		if (entry.observed && severities.includes('block')) return fail({ type: 'policy.rule-observes', rule });
		if (paragraph !== null && !paragraphs.some(({ number }) => number === paragraph))
			return fail({ type: 'policy.paragraph-unknown', number: paragraph });
	}
	return ok(undefined);
};

/** A profile that holds together: windows that end after they begin, styles that are told apart. */
export const soundProfile = ({ restraints, styles }: Profile): Result<void, DocumentFailure> => {
	const twice = firstTwice(styles.map(({ name }) => name)) ?? firstTwice(styles.map(({ id }) => id));
	if (twice !== undefined) return fail({ type: 'policy.twice', what: twice });
	const upsideDown = restraints.find(({ from, until }) => from > until);
	return upsideDown ? fail({ type: 'policy.window-upside-down', name: upsideDown.name }) : ok(undefined);
};

/** The parts of a document that differ, by name: for the list of versions. */
export const partsChanged = (before: object, now: object): readonly string[] => {
	const [old, fresh] = [new Map(Object.entries(before)), new Map(Object.entries(now))];
	return [...fresh.keys()].filter((key) => JSON.stringify(old.get(key)) !== JSON.stringify(fresh.get(key)));
};
