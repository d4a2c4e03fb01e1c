import { fail, ok, type Result } from './result.ts';

/** One caption: when it stands on the film, in milliseconds, and what it says. */
export interface Cue {
	readonly from: number;
	readonly until: number;
	readonly text: string;
}

export type CueProblem =
	| {
			readonly at: number;
			readonly why: 'empty' | 'too-short' | 'too-long' | 'out-of-order' | 'overlaps' | 'after-end';
	  }
	| { readonly at: number; readonly why: 'too-much-text'; readonly most: number };

export type CaptionsFailure =
	/** No line of times was found in it. */
	{ readonly type: 'captions.no-captions' } | { readonly type: 'captions.line-unreadable'; readonly line: number };

export const MOST_CUES = 3000;
/** Two lines of a caption in usual size, and a little more. */
export const MOST_CUE_TEXT = 200;
const SHORTEST_MS = 200;
const LONGEST_MS = 30_000;

const STAMP = String.raw`(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)[.,](\d{1,3})`;
const TIMES = new RegExp(`^\\s*${STAMP}\\s*-->\\s*${STAMP}(?:\\s.*)?$`);

const toMs = (parts: readonly (string | undefined)[]): number => {
	const [hours = '0', minutes = '0', seconds = '0', fraction = '0'] = parts.map((part) => part ?? '0');
	return (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000 + Number(fraction.padEnd(3, '0'));
};

/** Markup, voices and positions are left out: what stays is what is said. */
const plain = (line: string): string =>
	line
		.replaceAll(/<[^<>]*>|\{\\[^{}]*\}/g, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&nbsp;', ' ')
		.replaceAll('&amp;', '&')
		.trim();

/** Reads WebVTT or SRT. SPEC: w3.org/TR/webvtt1; SRT differs by numbers above and a comma in the times. */
export const readCaptions = (file: string): Result<readonly Cue[], CaptionsFailure> => {
	const lines = file.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
	const places = lines.flatMap((line, at) => (line.includes('-->') ? [at] : []));
	const cues: Cue[] = [];
	for (const at of places) {
		const times = TIMES.exec(lines[at] ?? '');
		if (times === null || cues.length >= MOST_CUES) return fail({ type: 'captions.line-unreadable', line: at + 1 });
		const text = saidBelow(lines, at);
		if (text !== '') cues.push({ from: toMs(times.slice(1, 5)), until: toMs(times.slice(5, 9)), text });
	}
	return cues.length === 0 ? fail({ type: 'captions.no-captions' }) : ok(cues);
};

/** The lines below a line of times, up to the next empty one. */
const saidBelow = (lines: readonly string[], at: number): string => {
	const end = lines.findIndex((line, place) => place > at && line.trim() === '');
	return lines
		.slice(at + 1, end === -1 ? lines.length : end)
		.map(plain)
		.filter((line) => line !== '')
		.join('\n');
};

/** `01:02:03.450` */
export const sayStamp = (ms: number): string => {
	const two = (figure: number): string => String(Math.floor(figure)).padStart(2, '0');
	const clock = `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}`;
	return `${clock}.${String(Math.floor(ms) % 1000).padStart(3, '0')}`;
};

/** What somebody typed as a time: `83`, `1:23`, `1:23,4` or `00:01:23.400`; null where it is none. */
export const readStamp = (typed: string): number | null => {
	const found = /^\s*(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?\s*$/.exec(typed);
	return found === null ? null : toMs(found.slice(1, 5));
};

const escaped = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.join('\n');

/** Writes WebVTT that says the same again when it is read. */
export const writeCaptions = (cues: readonly Cue[]): string =>
	['WEBVTT', ...cues.map(({ from, until, text }) => `${sayStamp(from)} --> ${sayStamp(until)}\n${escaped(text)}`)]
		.join('\n\n')
		.concat('\n');

/** What keeps captions from being shown as they are, cue by cue. */
export const cueProblems = (cues: readonly Cue[], filmMs: number): readonly CueProblem[] =>
	cues.flatMap((cue, at) => [...problemsOf(cue, at), ...problemsOfPlace(cue, at, { before: cues[at - 1], filmMs })]);

const problemsOf = ({ from, until, text }: Cue, at: number): CueProblem[] => [
	...(text.trim() === '' ? [{ at, why: 'empty' } as const] : []),
	...(text.length > MOST_CUE_TEXT ? [{ at, why: 'too-much-text', most: MOST_CUE_TEXT } as const] : []),
	...(until - from < SHORTEST_MS ? [{ at, why: 'too-short' } as const] : []),
	...(until - from > LONGEST_MS ? [{ at, why: 'too-long' } as const] : []),
];

interface Around {
	readonly before: Cue | undefined;
	readonly filmMs: number;
}

const problemsOfPlace = ({ from }: Cue, at: number, { before, filmMs }: Around): CueProblem[] => {
	const isEarly = before !== undefined && from < before.until;
	const why = isEarly && from < before.from ? 'out-of-order' : 'overlaps';
	return [...(isEarly ? [{ at, why } as const] : []), ...(from >= filmMs ? [{ at, why: 'after-end' } as const] : [])];
};

/** Longer silence than this begins a new paragraph. */
const PAUSE_MS = 2500;

/** What is said, as text to read: captions that follow each other are one paragraph. */
export const transcriptOf = (cues: readonly Cue[]): readonly string[] => {
	const paragraphs: string[] = [];
	for (const [at, cue] of cues.entries()) {
		const before = cues[at - 1];
		const text = cue.text.replaceAll(/\s+/g, ' ').trim();
		const goesOn = before !== undefined && cue.from - before.until < PAUSE_MS && !/^[–—-]/.test(text);
		if (goesOn && paragraphs.length > 0) paragraphs.push(`${paragraphs.pop()} ${text}`);
		else paragraphs.push(text);
	}
	return paragraphs;
};
