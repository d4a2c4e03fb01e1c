import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Hint, hintsIn, hintTypes } from '#modules/dialogue/domain/hints/hint.ts';
import { kinds } from '#modules/dialogue/domain/hints/kind.ts';
import { spokenIn } from '#modules/dialogue/domain/hints/language.ts';
import { personalIn } from '#modules/editorial/domain/checks/text.ts';

import { aboutOf } from '../checks/score.ts';

/** A message as a citizen would write it, and what a person sees in it. */
export interface Letter {
	readonly text: string;
	readonly labels: readonly string[];
	readonly language: string;
}

const LABELLED = join(import.meta.dirname, 'labelled');
const flags: readonly string[] = [...hintTypes, ...kinds];

/** Lines `what a person sees | the message`; those that begin with `# ` speak about the file. */
const lettersOfFile = (file: string): readonly Letter[] =>
	readFileSync(file, 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '' && !line.startsWith('# '))
		.map((line) => {
			const border = line.indexOf(' | ');
			const seen = line.slice(0, border).trim().split(' ');
			const language = seen.find((word) => /^[a-z]{2}$/.test(word)) ?? 'de';
			return { text: line.slice(border + 3), labels: seen.filter((word) => flags.includes(word)), language };
		});

export const lettersIn = (folder: string): readonly Letter[] =>
	readdirSync(folder)
		.filter((name) => name.endsWith('.txt'))
		.sort()
		.flatMap((name) => lettersOfFile(join(folder, name)));
export const lettersOf = (part: 'tune' | 'measure'): readonly Letter[] => lettersIn(join(LABELLED, part));

export interface HintScore {
	readonly label: string;
	readonly labelled: number;
	readonly found: number;
	readonly alarms: number;
	readonly precision: number;
	readonly recall: number;
	readonly misses: readonly string[];
}

interface Judged {
	readonly letter: Letter;
	readonly hints: readonly Hint[];
}

const judge = (letter: Letter): Judged => {
	const about = aboutOf({ restraint: false });
	return { letter, hints: hintsIn(letter.text, personalIn(letter.text, about)) };
};

/** Whether a person and the machine see it in the message. */
const seen: Readonly<Record<string, (judged: Judged) => readonly [person: boolean, machine: boolean]>> = {
	...Object.fromEntries(
		(['emergency', 'pressing', 'insult', 'personal'] as const).map((type) => [
			type,
			({ letter, hints }: Judged) => [letter.labels.includes(type), hints.some((hint) => hint.type === type)] as const,
		]),
	),
	...Object.fromEntries(
		kinds.map((kind) => [
			kind,
			({ letter, hints }: Judged) =>
				[
					letter.labels.includes(kind),
					hints.some(({ type, values }) => type === 'kind' && values.includes(kind)),
				] as const,
		]),
	),
	'not German': ({ letter }) => [letter.language !== 'de', (spokenIn(letter.text) ?? 'de') !== 'de'],
};

const scoreOf = (label: string, judged: readonly Judged[]): HintScore => {
	const pairs = judged.map((one) => ({ one, see: seen[label]?.(one) ?? ([false, false] as const) }));
	const count = (person: boolean, machine: boolean) =>
		pairs.filter(({ see }) => see[0] === person && see[1] === machine).length;
	const [found, missed, alarms] = [count(true, true), count(true, false), count(false, true)];
	const misses = pairs.flatMap(({ one, see }) =>
		see[0] === see[1] ? [] : [`${see[0] ? 'missed' : 'false alarm'}: ${one.letter.text}`],
	);
	return { label, labelled: found + missed, found, alarms, misses, ...ratios(found, missed, alarms) };
};

const ratios = (found: number, missed: number, alarms: number) => ({
	precision: found + alarms === 0 ? 1 : found / (found + alarms),
	recall: found + missed === 0 ? 1 : found / (found + missed),
});

/** Of what is not German, how much is named rightly; that a text is German at all counts here as well. */
const namedScore = (judged: readonly Judged[]): HintScore => {
	const right = judged.filter(({ letter }) => (spokenIn(letter.text) ?? 'de') === letter.language);
	const misses = judged
		.filter((one) => !right.includes(one))
		.map(({ letter }) => `${letter.language}, not ${spokenIn(letter.text)}: ${letter.text}`);
	const share = judged.length === 0 ? 1 : right.length / judged.length;
	const counts = { labelled: judged.length, found: right.length, alarms: misses.length };
	return { label: 'language', ...counts, precision: share, recall: share, misses };
};

/** Precision and recall of every hint over these messages. */
export const hintScores = (letters: readonly Letter[]): readonly HintScore[] => {
	const judged = letters.map(judge);
	return [...Object.keys(seen).map((label) => scoreOf(label, judged)), namedScore(judged)];
};
