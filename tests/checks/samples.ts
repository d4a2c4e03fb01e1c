import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A place that a person marked by hand: what should be found there. */
export interface Label {
	readonly label: string;
	readonly range: readonly [number, number];
}

/** One line as somebody would write it, with what is in it. */
export interface Sample {
	readonly part: 'tune' | 'measure';
	readonly file: string;
	readonly line: number;
	readonly text: string;
	readonly labels: readonly Label[];
	/** A time of restraint before an election runs. */
	readonly restraint: boolean;
}

const FOLDER = join(import.meta.dirname, 'labelled');
const MARK = /\{(?<label>[a-z-]+)\|(?<words>[^}]*)\}/g;

/** Takes the marks `{label|words}` out of a line and keeps where they stood. */
const readLine = (marked: string): Pick<Sample, 'text' | 'labels'> => {
	const labels: Label[] = [];
	let text = '';
	let at = 0;
	for (const { 0: whole, index, groups } of marked.matchAll(MARK)) {
		text += marked.slice(at, index);
		const words = groups?.['words'] ?? '';
		labels.push({ label: groups?.['label'] ?? '', range: [text.length, text.length + words.length] });
		text += words;
		at = index + whole.length;
	}
	return { text: text + marked.slice(at), labels };
};

/** The labelled lines of one part. Lines that begin with `# ` speak about the file, `!restraint on` opens the window. */
export const samplesOf = (part: Sample['part']): readonly Sample[] =>
	readdirSync(join(FOLDER, part))
		.sort()
		.flatMap((name) => {
			const lines = readFileSync(join(FOLDER, part, name), 'utf8').split('\n');
			const restraint = lines.includes('!restraint on');
			return lines.flatMap((line, at): Sample[] =>
				line.trim() === '' || line.startsWith('# ') || line.startsWith('!')
					? []
					: [{ part, file: basename(name, '.txt'), line: at + 1, restraint, ...readLine(line) }],
			);
		});
