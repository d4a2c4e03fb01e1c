import { type Cue, readStamp, sayStamp } from '#kernel/captions.ts';

/** A caption as it stands in the fields: times as they were typed. */
export interface CaptionRow {
	readonly key: string;
	readonly from: string;
	readonly until: string;
	readonly text: string;
}

const USUAL_MS = 3000;

let made = 0;
const nextKey = (): string => {
	made += 1;
	return String(made);
};

/** Hours are shown only where there are any. */
const shown = (ms: number): string => sayStamp(ms).replace(/^00:/, '');

export const toRows = (cues: readonly Cue[]): readonly CaptionRow[] =>
	cues.map(({ from, until, text }) => ({ key: nextKey(), from: shown(from), until: shown(until), text }));

/** The next row begins where the one before it ends. */
export const blankRow = (before: CaptionRow | undefined): CaptionRow => {
	const from = before === undefined ? 0 : (readStamp(before.until) ?? 0);
	return { key: nextKey(), from: shown(from), until: shown(from + USUAL_MS), text: '' };
};

/** What the rows say, and which of them name a time nobody can read. */
export const toCues = (
	rows: readonly CaptionRow[],
): { readonly cues: Cue[]; readonly unreadable: readonly number[] } => ({
	cues: rows.map(({ from, until, text }) => ({ from: readStamp(from) ?? 0, until: readStamp(until) ?? 0, text })),
	unreadable: rows.flatMap(({ from, until }, at) =>
		readStamp(from) === null || readStamp(until) === null ? [at] : [],
	),
});
