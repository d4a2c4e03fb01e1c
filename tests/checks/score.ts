import type { TextAbout } from '#modules/editorial/domain/checks/rule.ts';
import { checkText, type TextFinding } from '#modules/editorial/domain/checks/text.ts';

import type { Sample } from './samples.ts';

/** The city of the labelled lines, on the day they were written for. */
export const aboutOf = (sample: Pick<Sample, 'restraint'>): TextAbout => ({
	today: '2026-09-14',
	language: 'de',
	own: {
		trunks: ['09131 86', '09131 5330'],
		domains: ['musterstadt.de', 'stadtwerke-musterstadt.de'],
		ibans: ['DE93763500001506296386', 'DE64700500009773138226'],
		addresses: ['Rathausplatz 1', 'Schuhstraße 40', 'Michael-Vogel-Straße 4', 'Bahnhofstraße 12'],
		holders: ['Petra Muster', 'Dr. Karl Beispiel', 'Anke Probe'],
	},
	style: { address: 'sie', gender: 'any', tone: 'relaxed', mostWords: 30, mostEmojis: 3, leastEase: 30 },
	restraint: sample.restraint
		? {
				name: 'Kommunalwahl',
				allowed: [],
				parties: ['CSU', 'SPD', 'FDP', 'AfD', 'ödp'],
				candidates: ['Jonas Kandidat', 'Petra Muster'],
			}
		: null,
});

/** Which rules answer for which label. */
export const rulesFor: Readonly<Record<string, readonly string[]>> = {
	phone: ['personal-phone', 'foreign-phone'],
	iban: ['personal-iban'],
	'tax-id': ['personal-tax-id'],
	'social-security': ['personal-social-security'],
	'birth-date': ['personal-birth-date'],
	email: ['personal-email'],
	plate: ['licence-plate'],
	'case-number': ['case-number', 'court-number'],
	'name-address': ['personal-address'],
	health: ['personal-health'],
	minor: ['personal-minor'],
	'case-handling': ['case-handling'],
	hashtag: ['hashtag-not-readable'],
	emoji: ['many-emojis', 'emoji-in-sentence'],
	caps: ['all-caps'],
	loaded: ['loaded-word'],
	superlative: ['superlative'],
	party: ['election-name'],
	achievement: ['election-praise'],
	'date-past': ['date-in-the-past'],
	weekday: ['weekday-mismatch'],
	tracking: ['tracking-link'],
	'long-sentence': ['long-sentence'],
	language: ['language-differs'],
	'address-form': ['address-form'],
};

export const PERSONAL = Object.keys(rulesFor).slice(0, 11);

export interface Miss {
	readonly kind: 'missed' | 'false alarm';
	readonly sample: Sample;
	readonly words: string;
}

export interface Score {
	readonly label: string;
	readonly found: number;
	readonly labelled: number;
	readonly alarms: number;
	readonly precision: number;
	readonly recall: number;
	readonly misses: readonly Miss[];
}

type Range = readonly [number, number];

interface Looked {
	readonly sample: Sample;
	readonly findings: readonly TextFinding[];
}

const overlap = (a: Range, b: Range): boolean => a[0] < b[1] && b[0] < a[1];

/** Place by place for what names somebody, line by line for manners: a reader mends a line at a time. */
const scoreOne = (looked: readonly Looked[], label: string): Score => {
	const rules = rulesFor[label] ?? [];
	const misses: Miss[] = [];
	let [found, labelled, alarms] = [0, 0, 0];
	for (const { sample, findings } of looked) {
		const wanted = sample.labels.filter((one) => one.label === label).map(({ range }) => range);
		const hits = findings.filter(({ rule }) => rules.includes(rule)).map(({ range }) => range);
		const [a, b] = PERSONAL.includes(label) ? [wanted, hits] : [wanted.slice(0, 1), hits.slice(0, 1)];
		const hit = PERSONAL.includes(label)
			? (range: Range, others: readonly Range[]) => others.some((other) => overlap(range, other))
			: (_: Range, others: readonly Range[]) => others.length > 0;
		labelled += a.length;
		found += a.filter((range) => hit(range, b)).length;
		const wrong = b.filter((range) => !hit(range, a));
		alarms += wrong.length;
		const words = (range: Range) => sample.text.slice(...range);
		misses.push(
			...a.filter((range) => !hit(range, b)).map((range) => ({ kind: 'missed' as const, sample, words: words(range) })),
		);
		misses.push(...wrong.map((range) => ({ kind: 'false alarm' as const, sample, words: words(range) })));
	}
	return { label, found, labelled, alarms, misses, ...ratios({ found, labelled, alarms }) };
};

const ratios = ({ found, labelled, alarms }: Pick<Score, 'found' | 'labelled' | 'alarms'>) => ({
	precision: found + alarms === 0 ? 1 : found / (found + alarms),
	recall: labelled === 0 ? 1 : found / labelled,
});

export const scoresOf = (samples: readonly Sample[]): readonly Score[] => {
	const looked = samples.map((sample) => ({ sample, findings: checkText(sample.text, aboutOf(sample)) }));
	return Object.keys(rulesFor).map((label) => scoreOne(looked, label));
};

/** Several scores as one. */
export const together = (label: string, scores: readonly Score[]): Score => {
	const sum = (of: (score: Score) => number) => scores.reduce((total, score) => total + of(score), 0);
	const counts = {
		found: sum((one) => one.found),
		labelled: sum((one) => one.labelled),
		alarms: sum((one) => one.alarms),
	};
	return { label, ...counts, ...ratios(counts), misses: scores.flatMap(({ misses }) => misses) };
};
