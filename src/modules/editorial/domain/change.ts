import type { FilmList } from '#kernel/film-list.ts';
import { canonicalJson, type Json } from '#kernel/json.ts';
import type { ReplyControl } from '#kernel/reply-control.ts';
import { fail, ok, type Result } from '#kernel/result.ts';

import type { Content, FieldVersion, FieldVersions, PostMedia, Rendition } from './post.ts';

/** A new value for one field, and the version of that field the writer had before their eyes. */
export interface FieldChange<T> {
	readonly base: number;
	readonly value: T;
}

const plainFields = [
	'title',
	'text',
	'kind',
	'topic',
	'language',
	'details',
	'translations',
	'warning',
	'quotes',
	'document',
] as const;
type PlainField = (typeof plainFields)[number];
type Value<F extends PlainField> = Exclude<Content[F], undefined>;

export type Changes = { readonly [F in PlainField]?: FieldChange<Value<F>> | undefined } & {
	/** Own text per presence, null to follow the statement; a rendition that is not there yet is added. */
	readonly renditions?: Readonly<Record<string, FieldChange<string | null>>> | undefined;
	/** Which language version each presence sends, null for the original. */
	readonly renditionLanguages?: Readonly<Record<string, FieldChange<string | null>>> | undefined;
	/** Whether each copy leads back to the house, null for as its presence does. */
	readonly renditionLinks?: Readonly<Record<string, FieldChange<boolean | null>>> | undefined;
	/** Who may answer each copy, null for everybody. */
	readonly replyControls?: Readonly<Record<string, FieldChange<ReplyControl | null>>> | undefined;
	/** Which list of the account each film is put into, null for none. */
	readonly renditionLists?: Readonly<Record<string, FieldChange<FilmList | null>>> | undefined;
	/** Which presences the post goes to, in their order. */
	readonly presences?: FieldChange<readonly string[]> | undefined;
	/** Description per picture. */
	readonly alts?: Readonly<Record<string, FieldChange<Readonly<Record<string, string>>>>> | undefined;
	/** Which pictures go along, in their order. */
	readonly media?: FieldChange<readonly string[]> | undefined;
};

/** What somebody else wrote meanwhile, so that the writer can compare and decide. */
export interface Conflict {
	readonly field: string;
	readonly version: number;
	readonly by: string;
	readonly at: string;
	readonly value: Json;
}

export type ChangeFailure = { readonly type: 'post.changed-meanwhile'; readonly conflicts: readonly Conflict[] };

export interface Versioned {
	readonly content: Content;
	readonly versions: FieldVersions;
}

export interface Changed extends Versioned {
	/** Names of the fields that are different now. Empty: everything was as asked already. */
	readonly fields: readonly string[];
}

interface Step {
	readonly field: string;
	readonly base: number;
	readonly before: Json;
	readonly after: Json;
	apply(content: Content): Content;
}

/**
 * Lays changes over the content. A field that somebody else changed since the writer read it is a conflict and nothing is
 * saved; the same value twice is no change, so a repeated save is harmless.
 */
export const applyChanges = (
	{ content, versions }: Versioned,
	changes: Changes,
	{ by, at }: Pick<FieldVersion, 'by' | 'at'>,
): Result<Changed, ChangeFailure> => {
	const steps = stepsOf(content, changes).filter(({ before, after }) => canonicalJson(before) !== canonicalJson(after));
	const conflicts = steps.flatMap(({ field, base, before }): Conflict[] => {
		const current = versions[field];
		return current !== undefined && current.v !== base
			? [{ field, version: current.v, by: current.by, at: current.at, value: before }]
			: [];
	});
	if (conflicts.length > 0) return fail({ type: 'post.changed-meanwhile', conflicts });
	const grown = steps.map(({ field }) => [field, { v: (versions[field]?.v ?? 0) + 1, by, at }] as const);
	return ok({
		content: steps.reduce((soFar, step) => step.apply(soFar), content),
		versions: { ...versions, ...Object.fromEntries(grown) },
		fields: steps.map(({ field }) => field),
	});
};

const stepsOf = (content: Content, changes: Changes): readonly Step[] => [
	...plainFields.flatMap((field) => plainStep(content, field, changes[field])),
	...mediaStep(content, changes.media),
	...Object.entries(changes.alts ?? {}).flatMap(([id, change]) => altStep(content, id, change)),
	...presenceStep(content, changes.presences),
	...Object.entries(changes.renditions ?? {}).flatMap(([id, change]) => renditionStep(content, id, change)),
	...Object.entries(changes.renditionLanguages ?? {}).flatMap(([id, change]) => languageStep(content, id, change)),
	...Object.entries(changes.renditionLinks ?? {}).flatMap(([id, change]) =>
		choiceStep(content, id, { ...leads, change }),
	),
	...Object.entries(changes.renditionLists ?? {}).flatMap(([id, change]) =>
		choiceStep(content, id, { ...lists, change }),
	),
	...Object.entries(changes.replyControls ?? {}).flatMap(([id, change]) =>
		choiceStep(content, id, { ...replies, change }),
	),
];

const plainStep = <F extends PlainField>(
	content: Content,
	field: F,
	change: FieldChange<Value<F>> | undefined,
): Step[] =>
	change === undefined
		? []
		: [
				{
					field,
					base: change.base,
					before: content[field] ?? null,
					after: change.value,
					apply: (now) => ({ ...now, [field]: change.value }),
				},
			];

const mediaStep = (content: Content, change: Changes['media']): Step[] => {
	if (change === undefined) return [];
	const apply = (now: Content): Content => ({
		...now,
		media: change.value.map((mediaId) => now.media.find((one) => one.mediaId === mediaId) ?? { mediaId, alt: {} }),
	});
	return [
		{
			field: 'media',
			base: change.base,
			before: content.media.map(({ mediaId }) => mediaId),
			after: change.value,
			apply,
		},
	];
};

const altStep = (content: Content, mediaId: string, change: FieldChange<PostMedia['alt']>): Step[] => {
	const apply = (now: Content): Content => ({
		...now,
		media: now.media.map((one) => (one.mediaId === mediaId ? { ...one, alt: change.value } : one)),
	});
	const before = content.media.find((one) => one.mediaId === mediaId)?.alt ?? {};
	return [{ field: `media:${mediaId}`, base: change.base, before, after: change.value, apply }];
};

const presenceStep = (content: Content, change: Changes['presences']): Step[] => {
	if (change === undefined) return [];
	const apply = (now: Content): Content => ({
		...now,
		renditions: change.value.map((presenceId) => findRendition(now, presenceId) ?? { presenceId, text: null }),
	});
	const before = content.renditions.map(({ presenceId }) => presenceId);
	return [{ field: 'presences', base: change.base, before, after: change.value, apply }];
};

const renditionStep = (content: Content, presenceId: string, { base, value }: FieldChange<string | null>): Step[] => {
	const there = findRendition(content, presenceId);
	const apply = (now: Content): Content => ({
		...now,
		renditions: now.renditions.map((one) => (one.presenceId === presenceId ? { ...one, text: value } : one)),
	});
	return [{ field: `rendition:${presenceId}`, base, before: there?.text ?? null, after: value, apply }];
};

const languageStep = (content: Content, presenceId: string, { base, value }: FieldChange<string | null>): Step[] => {
	const chosen = ({ translation: _, ...one }: Rendition): Rendition =>
		value === null ? one : { ...one, translation: value };
	const apply = (now: Content): Content => ({
		...now,
		renditions: now.renditions.map((one) => (one.presenceId === presenceId ? chosen(one) : one)),
	});
	const before = findRendition(content, presenceId)?.translation ?? null;
	return [{ field: `speaks:${presenceId}`, base, before, after: value, apply }];
};

type Choice = 'leadsBack' | 'replyControl' | 'list';
const leads = { field: 'leads', of: 'leadsBack' } as const;
const replies = { field: 'replies', of: 'replyControl' } as const;
const lists = { field: 'list', of: 'list' } as const;

interface Choosing {
	readonly field: string;
	readonly of: Choice;
	readonly change: FieldChange<NonNullable<Rendition[Choice]> | null>;
}

/** What is chosen for one presence; null leaves it to the presence. */
const choiceStep = (content: Content, presenceId: string, { field, of, change }: Choosing): Step[] => {
	const { base, value } = change;
	const chosen = ({ [of]: _, ...one }: Rendition): Rendition => (value === null ? one : { ...one, [of]: value });
	const apply = (now: Content): Content => ({
		...now,
		renditions: now.renditions.map((one) => (one.presenceId === presenceId ? chosen(one) : one)),
	});
	const before = findRendition(content, presenceId)?.[of] ?? null;
	return [{ field: `${field}:${presenceId}`, base, before, after: value, apply }];
};

const findRendition = (content: Content, presenceId: string): Rendition | undefined =>
	content.renditions.find((one) => one.presenceId === presenceId);
