import type { Finding } from './finding.ts';
import type { Severity } from './rule.ts';

/** How one check is set: its severity, the number it cites, who may let it pass, and where it is otherwise. */
export interface RuleSetting {
	readonly severity: Severity | 'off';
	readonly paragraph: string | null;
	readonly waive: readonly string[];
	readonly exceptions: readonly {
		readonly severity: Severity | 'off';
		readonly units: readonly string[];
		readonly channels: readonly string[];
		readonly kinds: readonly string[];
		readonly groups: readonly string[];
	}[];
}

export interface Settings {
	readonly paragraphs: readonly { readonly number: string; readonly title: string }[];
	readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** Where a finding stands: the same words may be fine in one place and not in another. */
export interface Place {
	readonly unitId: string;
	readonly channel: string | null;
	readonly kind: string;
	readonly group: string | null;
}

const fits = (list: readonly string[], value: string | null): boolean =>
	list.length === 0 || (value !== null && list.includes(value));

/** The severity of a check in a place: the first exception that fits, else its own. */
export const severityAt = ({ severity, exceptions }: RuleSetting, place: Place): Severity | 'off' =>
	exceptions.find(
		({ units, channels, kinds, groups }) =>
			fits(units, place.unitId) &&
			fits(channels, place.channel) &&
			fits(kinds, place.kind) &&
			fits(groups, place.group),
	)?.severity ?? severity;

/** Findings as the house has set its checks. What is off is gone; a check that cannot be set stays as it is. */
export const judged = (
	findings: readonly Finding[],
	settings: Settings | undefined,
	placeOf: (finding: Finding) => Place,
): readonly Finding[] =>
	settings === undefined
		? findings
		: findings.flatMap((finding): Finding[] => {
				const setting = settings.rules[finding.rule];
				if (setting === undefined) return [finding];
				const severity = severityAt(setting, placeOf(finding));
				if (severity === 'off') return [];
				const guideline = settings.paragraphs.find(({ number }) => number === setting.paragraph) ?? null;
				const cited = guideline && { number: guideline.number, title: guideline.title };
				return [{ ...finding, severity, guideline: cited, waivableBy: severity === 'block' ? setting.waive : [] }];
			});
