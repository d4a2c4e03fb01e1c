import { performance } from 'node:perf_hooks';

import { hintsIn } from '#modules/dialogue/domain/hints/hint.ts';

import { type HintScore, hintScores, type Letter, lettersIn, lettersOf } from '../tests/hints/score.ts';
import { type Benchmark, type Figure, median } from './figure.ts';

/** What a hint has to reach on what it was not improved on. A hint misleads nobody: it names its words, and decides nothing. */
const LEAST: Readonly<Record<string, { readonly precision: number; readonly recall: number }>> = {
	emergency: { precision: 0.8, recall: 0.7 },
	pressing: { precision: 0.6, recall: 0.5 },
	insult: { precision: 0.85, recall: 0.7 },
	personal: { precision: 0.9, recall: 0.8 },
	question: { precision: 0.8, recall: 0.85 },
	suggestion: { precision: 0.75, recall: 0.7 },
	complaint: { precision: 0.8, recall: 0.7 },
	praise: { precision: 0.75, recall: 0.75 },
	'not German': { precision: 0.95, recall: 0.9 },
	language: { precision: 0.95, recall: 0.95 },
};
/** One look may cost this many times what counting the graphemes of the same message costs. */
const MOST_TIMES = 60;

/** How much each hint finds of what a person saw in the message, how often it is wrong, and what a look costs. `--data` names a folder with further labelled messages. */
export const run: Benchmark = async ({ small = false, rounds = small ? 3 : 10, data }) => {
	const [tune, measure] = [lettersOf('tune'), lettersOf('measure')];
	table(`tune: ${tune.length} messages`, hintScores(tune));
	const scores = hintScores(measure);
	table(`measure: ${measure.length} messages`, scores);
	const more = data === undefined ? [] : lettersIn(data);
	if (more.length > 0) table(`${data}: ${more.length} messages`, hintScores(more));
	return [...scores.flatMap(figuresOf), cost([...tune, ...measure], rounds)];
};

const figuresOf = ({ label, precision, recall }: HintScore): readonly Figure[] => {
	const least = LEAST[label];
	return least === undefined
		? []
		: [
				atLeast(`hints: precision of ${label}`, precision, least.precision),
				atLeast(`hints: recall of ${label}`, recall, least.recall),
			];
};

const atLeast = (name: string, ours: number, floor: number): Figure => ({
	...{ name, ours, floor, ratio: ours / floor, target: '>= 1', pass: ours >= floor },
});

/** Goes beside the figures, so that a machine can still read those. */
const table = (title: string, scores: readonly HintScore[]): void => {
	const row = ({ label, precision, recall, found, labelled, alarms }: HintScore): string =>
		`  ${label.padEnd(16)} precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  (${found} of ${labelled}, ${alarms} false)`;
	process.stderr.write(`${title}\n${scores.map(row).join('\n')}\n`);
};

const segments = new Intl.Segmenter('de', { granularity: 'grapheme' });

const cost = (letters: readonly Letter[], rounds: number): Figure => {
	const timed = (work: (text: string) => unknown): number => {
		const start = performance.now();
		for (const { text } of letters) work(text);
		return (performance.now() - start) / letters.length;
	};
	const [ours, floor]: [number[], number[]] = [[], []];
	for (let round = 0; round < rounds; round += 1) {
		ours.push(timed((text) => hintsIn(text, [])));
		floor.push(timed((text) => [...segments.segment(text)].length));
	}
	const [mine, bare] = [median(ours), median(floor)];
	const ratio = mine / bare;
	const name = 'hints: ms for one look at a message, beside counting its graphemes';
	return { name, ours: mine, floor: bare, ratio, target: `<= ${MOST_TIMES}`, pass: ratio <= MOST_TIMES };
};
