import type { JsonObject } from './json.ts';
import type { WallTime } from './time.ts';

/** What a post can be. Some kinds carry details of their own, which the own house shows as facts beside the text. */
export const postKinds = ['news', 'event', 'job', 'press-release', 'notice', 'poll', 'podcast', 'thread'] as const;
export type PostKind = (typeof postKinds)[number];

type Wall = WallTime & JsonObject;

/** Something that takes place: shown in the calendar until it is over. */
export interface EventDetails extends JsonObject {
	readonly kind: 'event';
	readonly start: Wall | null;
	/** Absent: it is over when its day is. */
	readonly end: Wall | null;
	readonly place: string;
	/** Whether people in wheelchairs get in and find a toilet; null while nobody has said. */
	readonly accessible: 'yes' | 'partly' | 'no' | null;
	/** What else people need to know to take part (lift, sign language, registration). */
	readonly access: string;
}

export const workingTimes = ['full-time', 'part-time', 'both', 'apprenticeship'] as const;

/** A vacancy: listed until its closing date has passed. */
export interface JobDetails extends JsonObject {
	readonly kind: 'job';
	/** Last day to apply, `2026-12-31`, in the authority's zone. */
	readonly closes: string | null;
	readonly zone: string;
	readonly place: string;
	readonly time: (typeof workingTimes)[number] | null;
	/** Pay as the vacancy names it, for example `EG 9a TVöD`. */
	readonly pay: string;
	/** Where one applies. */
	readonly apply: string;
}

/** For newsrooms of others: whom they may ask, and before when nothing may appear. */
export interface ReleaseDetails extends JsonObject {
	readonly kind: 'press-release';
	readonly contact: string;
	readonly phone: string;
	readonly mail: string;
	/** Nothing of it goes out before this moment. */
	readonly embargo: Wall | null;
	/** The press lists it goes to by mail; absent where nobody chose one. */
	readonly lists?: readonly string[];
}

/** A question with answers to choose from, put where a network can count them. */
export interface PollDetails extends JsonObject {
	readonly kind: 'poll';
	readonly options: readonly string[];
	/** More than one answer may be chosen. */
	readonly many: boolean;
	/** Until when votes count. */
	readonly closes: Wall | null;
}

/** An episode of the authority's podcast: a recording with its place in the row. */
export interface PodcastDetails extends JsonObject {
	readonly kind: 'podcast';
	/** Null where the episodes are not counted. */
	readonly number: number | null;
	readonly season: number | null;
}

/** The answers that are filled in. */
export const optionsOf = ({ options }: PollDetails): readonly string[] =>
	options.map((option) => option.trim()).filter((option) => option !== '');

/** Several posts that answer one another. The parts stand in the text itself, with a mark between them. */
export interface ThreadDetails extends JsonObject {
	readonly kind: 'thread';
	/** Each part says its number at its end. */
	readonly numbered: boolean;
	/** Which part a picture goes with, counted from one; one that is not named goes with the first. */
	readonly pictures: Readonly<Record<string, number>>;
}

export type Details = EventDetails | JobDetails | ReleaseDetails | PollDetails | PodcastDetails | ThreadDetails;

/** The details that count: those of another kind rest until the post is of that kind again. */
export const detailsFor = (kind: PostKind, details: Details | null): Details | null =>
	details?.kind === kind ? details : null;
