import { performance } from 'node:perf_hooks';

import { checkPost, type PostAbout } from '#modules/editorial/domain/checks/post.ts';
import type { Content } from '#modules/editorial/domain/post.ts';

import { samplesOf } from '../tests/checks/samples.ts';
import { aboutOf, PERSONAL, type Score, scoresOf, together } from '../tests/checks/score.ts';
import { type Benchmark, type Figure, median } from './figure.ts';

const LEAST_RECALL = 0.95;
const LEAST_PRECISION = 0.9;
const PRESENCES = 12;
/** A run may cost this many times what counting the same texts by graphemes costs, which the desk does anyway. */
const MOST_TIMES = 30;

/** How much the checks find of what a person marked, how often they cry wolf, and what one look at a post costs. */
export const run: Benchmark = async ({ small = false, rounds = small ? 10 : 60 }) => [
	...(['tune', 'measure'] as const).flatMap((part) => figuresOf(part)),
	cost(rounds),
];

const figuresOf = (part: 'tune' | 'measure'): readonly Figure[] => {
	const samples = samplesOf(part);
	const scores = scoresOf(samples);
	const personal = together(
		'personal data',
		scores.filter(({ label }) => PERSONAL.includes(label)),
	);
	const manners = together(
		'manners',
		scores.filter(({ label }) => !PERSONAL.includes(label)),
	);
	table(`${part}: ${samples.length} lines`, [...scores, personal, manners]);
	return [
		atLeast(`checks, ${part}: recall of personal data`, personal.recall, LEAST_RECALL),
		atLeast(`checks, ${part}: precision of personal data`, personal.precision, LEAST_PRECISION),
	];
};

const atLeast = (name: string, ours: number, floor: number): Figure => ({
	name,
	ours,
	floor,
	ratio: ours / floor,
	target: '>= 1',
	pass: ours >= floor,
});

/** Goes beside the figures, so that a machine can still read those. */
const table = (title: string, scores: readonly Score[]): void => {
	const row = ({ label, precision, recall, found, labelled, alarms }: Score): string =>
		`  ${label.padEnd(16)} precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  (${found} of ${labelled}, ${alarms} false)`;
	process.stderr.write(`${title}\n${scores.map(row).join('\n')}\n`);
};

const TEXT = `Ab Montag, 21. September 2026, wird die Nürnberger Straße zwischen Hausnummer 12 und 48 saniert. Busse der Linien 201 und 293 fahren bis Ende Oktober eine Umleitung über die Werner-von-Siemens-Straße. Der Radweg bleibt offen.

Die Stadt erneuert dort Wasserleitungen und Kanäle aus dem Jahr 1968. Anwohnerinnen und Anwohner erreichen ihre Häuser zu Fuß jederzeit. Fragen beantwortet das Tiefbauamt unter 09131 86-2323 oder tiefbau@musterstadt.de. Mehr: https://musterstadt.de/baustellen?utm_source=post #NürnbergerStraße`;

/** A typical post whose renditions were all changed by hand: the dearest case while typing. */
const typical = (): { readonly content: Content; readonly about: PostAbout } => {
	const ids = Array.from({ length: PRESENCES }, (_, at) => `presence-${at}`);
	const limits = {
		text: { most: 3000, counting: 'graphemes', linkIsCard: true },
		media: { most: 4, mostBytes: 1_000_000, altMost: 1500, mimes: ['image/jpeg'] },
	} as const;
	const outlet = (id: string, at: number) => ({
		id,
		unitId: 'unit',
		channel: at === 0 ? 'newsroom' : 'mastodon',
		name: id,
		state: 'live' as const,
		limits,
	});
	const content: Content = {
		title: 'Nürnberger Straße wird saniert',
		text: TEXT,
		kind: 'news',
		topic: null,
		details: null,
		language: 'de',
		renditions: ids.map((presenceId, at) => ({ presenceId, text: `${TEXT} ${at}` })),
		media: [],
	};
	const link = 'https://musterstadt.de/beitrag/x';
	const about = { ...aboutOf({ restraint: true }), outlets: ids.map(outlet), link, fileNames: new Map() };
	return { content, about };
};

const segments = new Intl.Segmenter('de', { granularity: 'grapheme' });

const cost = (rounds: number): Figure => {
	const { content, about } = typical();
	const texts = [content.title, content.text, ...content.renditions.map(({ text }) => text ?? '')];
	const ours: number[] = [];
	const floor: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		ours.push(timed(() => checkPost(content, about).length));
		floor.push(timed(() => texts.reduce((sum, text) => sum + [...segments.segment(text)].length, 0)));
	}
	const [mine, bare] = [median(ours), median(floor)];
	return {
		name: `checks: ms for one look at a post with ${PRESENCES} presences, beside counting its graphemes`,
		ours: mine,
		floor: bare,
		ratio: mine / bare,
		target: `<= ${MOST_TIMES}`,
		pass: mine / bare <= MOST_TIMES,
	};
};

const timed = (work: () => number): number => {
	const start = performance.now();
	work();
	return performance.now() - start;
};
