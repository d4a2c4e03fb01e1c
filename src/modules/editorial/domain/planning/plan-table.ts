import { type PostKind, postKinds } from '#kernel/post-kind.ts';
import { readWallTime } from '#kernel/time.ts';

import { type CsvRow, withoutGuard } from './csv.ts';

/** The columns of a plan, as they are called in its first line. */
export const columns = {
	day: 'Datum',
	time: 'Uhrzeit',
	title: 'Überschrift',
	text: 'Text',
	kind: 'Art',
	topic: 'Themenfeld',
	presences: 'Auftritte',
	groups: 'Zielgruppen',
	campaign: 'Kampagne',
} as const;
type Column = keyof typeof columns;

/** The kinds of posts, as a table names them. */
export const kindNames: Readonly<Record<PostKind, string>> = {
	news: 'Nachricht',
	event: 'Veranstaltung',
	job: 'Stelle',
	'press-release': 'Pressemitteilung',
	notice: 'Bekanntmachung',
	poll: 'Umfrage',
	podcast: 'Podcast-Folge',
	thread: 'Thread',
};

export type RowProblem =
	| 'missing'
	| 'too-long'
	| 'unreadable'
	| 'past'
	| 'skipped-by-clock-change'
	| 'doubled-by-clock-change'
	| 'unknown';

export interface RowError {
	readonly field: Column;
	readonly problem: RowProblem;
	readonly found: string;
}

export interface PlanRow {
	readonly line: number;
	readonly title: string;
	readonly text: string;
	/** Wall time; null without a date. */
	readonly local: string | null;
	readonly at: number | null;
	/** News where the table does not say. */
	readonly kind: PostKind;
	readonly topic: string | null;
	readonly presenceIds: readonly string[];
	readonly groupIds: readonly string[];
	readonly campaignId: string | null;
	readonly errors: readonly RowError[];
}

/** What the names in a table may mean. */
export interface Known {
	readonly zone: string;
	readonly now: number;
	readonly topics: readonly string[];
	readonly presences: readonly Named[];
	readonly groups: readonly Named[];
	readonly campaigns: readonly Named[];
}
interface Named {
	readonly id: string;
	readonly name: string;
}

const LONGEST_TITLE = 300;
const LONGEST_TEXT = 50_000;

/** Which cell of a row belongs to which column; null when the table has no headline column and so is no plan. */
export const readHead = (row: CsvRow | undefined): ReadonlyMap<Column, number> | null => {
	const names = row?.cells.map((cell) => cell.trim().toLocaleLowerCase('de')) ?? [];
	const found = Object.entries(columns).flatMap(([key, name]) => {
		const at = names.indexOf(name.toLocaleLowerCase('de'));
		return at === -1 ? [] : [[key as Column, at] as const]; // NOTE: keys of the table above.
	});
	const head = new Map(found);
	return head.has('title') ? head : null;
};

/** Reads one row of a plan and says everything that is wrong with it. */
export const readRow = (row: CsvRow, head: ReadonlyMap<Column, number>, known: Known): PlanRow => {
	const cell = (column: Column): string => withoutGuard((row.cells[head.get(column) ?? -1] ?? '').trim());
	const errors: RowError[] = [];
	const wrong: Wrong = (field, problem) => void errors.push({ field, problem, found: cell(field).slice(0, 80) });
	const title = cell('title');
	if (title === '') wrong('title', 'missing');
	if (title.length > LONGEST_TITLE) wrong('title', 'too-long');
	if (cell('text').length > LONGEST_TEXT) wrong('text', 'too-long');
	const when = readWhen({ day: cell('day'), time: cell('time') }, known, wrong);
	const kind =
		cell('kind') === ''
			? 'news'
			: postKinds.find((one) => same(one, cell('kind')) || same(kindNames[one], cell('kind')));
	if (kind === undefined) wrong('kind', 'unknown');
	const topic = known.topics.find((one) => same(one, cell('topic'))) ?? null;
	if (cell('topic') !== '' && topic === null) wrong('topic', 'unknown');
	const many = (field: 'presences' | 'groups'): string[] => {
		const ids = names(cell(field)).map((name) =>
			known[field].filter((one) => same(one.name, name)).map(({ id }) => id),
		);
		if (ids.some((found) => found.length === 0)) wrong(field, 'unknown');
		return [...new Set(ids.flat())];
	};
	const campaign = known.campaigns.find(({ name }) => same(name, cell('campaign')));
	if (cell('campaign') !== '' && campaign === undefined) wrong('campaign', 'unknown');
	return {
		line: row.line,
		title,
		text: cell('text'),
		...when,
		kind: kind ?? 'news',
		topic,
		presenceIds: many('presences'),
		groupIds: many('groups'),
		campaignId: campaign?.id ?? null,
		errors,
	};
};

const same = (a: string, b: string): boolean => a.toLocaleLowerCase('de') === b.toLocaleLowerCase('de');
const names = (cell: string): string[] =>
	cell
		.split(/[,|]/)
		.map((name) => name.trim())
		.filter(Boolean);

type Wrong = (field: Column, problem: RowProblem) => void;
type When = Pick<PlanRow, 'local' | 'at'>;
const NEVER: When = { local: null, at: null };

/** `24.11.2026` or `2026-11-24`, and `7:30`. A day without a time is no time to send at. */
const readWhen = ({ day, time }: { day: string; time: string }, { zone, now }: Known, wrong: Wrong): When => {
	if (day === '' && time === '') return NEVER;
	const [date, clock] = [isoDay(day), clockOf(time)];
	if (date === null) wrong('day', day === '' ? 'missing' : 'unreadable');
	else if (clock === null) wrong('time', time === '' ? 'missing' : 'unreadable');
	else return readMoment({ local: `${date}T${clock}`, zone }, now, wrong);
	return NEVER;
};

const readMoment = (wall: { local: string; zone: string }, now: number, wrong: Wrong): When => {
	const reading = readWallTime(wall);
	if (reading.kind === 'once' && reading.at > now) return { local: wall.local, at: reading.at };
	const [field, problem] = reading.kind === 'once' ? (['day', 'past'] as const) : doubts[reading.kind];
	wrong(field, problem);
	return NEVER;
};

/** What is wrong with a wall time that is not one moment. */
const doubts = {
	unreadable: ['day', 'unreadable'],
	missing: ['time', 'skipped-by-clock-change'],
	twice: ['time', 'doubled-by-clock-change'],
} as const;

const clockOf = (text: string): string | null => {
	const found = /^([01]?\d|2[0-3])[:.]([0-5]\d)(?: ?Uhr)?$/.exec(text);
	return found === null ? null : `${found[1]?.padStart(2, '0')}:${found[2]}`;
};

const isoDay = (text: string): string | null => {
	if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
	const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
	return german === null ? null : `${german[3]}-${german[2]?.padStart(2, '0')}-${german[1]?.padStart(2, '0')}`;
};
