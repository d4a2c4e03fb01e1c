import { canonicalJson, type Json } from '#kernel/json.ts';

/** First line of an export: which log, and what of it. */
export interface ManifestLine {
	readonly type: 'manifest';
	readonly v: 1;
	readonly origin: string;
	/** Base64. */
	readonly publicKey: string;
	readonly createdAt: string;
	/** Null: the whole log. */
	readonly subject: string | null;
}

/** One record. Salt and payload are missing when it was erased; the leaf still proves that it was there. */
export interface EntryLine {
	readonly type: 'entry';
	readonly position: number;
	readonly id: string;
	/** Hex. */
	readonly commitment: string;
	/** Base64. */
	readonly salt?: string;
	readonly payload?: string;
	/** Base64; only in the export of one subject, against its one checkpoint. */
	readonly inclusion?: readonly string[];
}

export interface CheckpointLine {
	readonly type: 'checkpoint';
	readonly note: string;
	/** Base64. SPEC: RFC 3161 TimeStampResp over the note. */
	readonly token?: string;
}

/** Last line: how many lines came before, their hash, and the log's signature over it. */
export interface EndLine {
	readonly type: 'end';
	readonly lines: number;
	/** Hex, over every byte before this line. */
	readonly sha256: string;
	/** Base64. */
	readonly signature: string;
}

export type ExportLine = ManifestLine | EntryLine | CheckpointLine | EndLine;

export const writeLine = (line: ExportLine): string => `${canonicalJson({ ...line } satisfies Json)}\n`;

/** What the log signs at the end of an export. The first line keeps it apart from a checkpoint. */
export const endText = (sha256: string): string => `amtsfunk export v1\n${sha256}\n`;

/** Reads one line; null for anything that is not exactly of one of the four shapes. */
export const readLine = (text: string): ExportLine | null => {
	const value = parse(text);
	if (value === null) return null;
	const shape = shapes.get(value['type']);
	if (shape === undefined) return null;
	let needed = shape.needed;
	for (const key of Object.keys(value)) {
		const test = shape.tests[key];
		if (test === undefined || !test(value[key])) return null;
		if (!OPTIONAL.has(key)) needed -= 1;
	}
	// NOTE: cast: every key and its kind were just checked against the shape.
	return needed === 0 ? (value as unknown as ExportLine) : null;
};

const parse = (text: string): Readonly<Record<string, unknown>> | null => {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : null;
	} catch {
		return null;
	}
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

type Test = (part: unknown) => boolean;
type Tests = Readonly<Record<string, Test>>;
const isText: Test = (part) => typeof part === 'string';
const isCount: Test = (part) => Number.isSafeInteger(part) && Number(part) >= 0;

const OPTIONAL: ReadonlySet<string> = new Set(['salt', 'payload', 'inclusion', 'token']);

const shapeOf = (tests: Tests) => ({
	// NOTE: without a prototype, so that a key called `constructor` is as unknown as any other.
	tests: Object.assign<Tests, Tests>(Object.create(null), tests),
	needed: Object.keys(tests).filter((key) => !OPTIONAL.has(key)).length,
});

const shapes: ReadonlyMap<unknown, ReturnType<typeof shapeOf>> = new Map([
	[
		'manifest',
		shapeOf({
			type: isText,
			v: (part) => part === 1,
			origin: isText,
			publicKey: isText,
			createdAt: isText,
			subject: (part) => part === null || isText(part),
		}),
	],
	[
		'entry',
		shapeOf({
			type: isText,
			position: isCount,
			id: isText,
			commitment: isText,
			salt: isText,
			payload: isText,
			inclusion: (part) => Array.isArray(part) && part.every(isText),
		}),
	],
	['checkpoint', shapeOf({ type: isText, note: isText, token: isText })],
	['end', shapeOf({ type: isText, lines: isCount, sha256: isText, signature: isText })],
]);
