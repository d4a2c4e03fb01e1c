import { z } from 'zod';

import { WARNING_MOST, warningForms } from '#kernel/content-warning.ts';
import { DOCUMENT_TITLE_MOST } from '#kernel/document.ts';
import { workingTimes } from '#kernel/post-kind.ts';
import { quotePolicies } from '#kernel/quoting.ts';
import { replyControls } from '#kernel/reply-control.ts';

/** A list of films at a network, and as it was called when it was chosen. */
export const FilmListShape = z.object({ id: z.string().min(1).max(200), title: z.string().max(500) });

export const WallShape = z.object({
	local: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
	zone: z.string().max(60),
	occurrence: z.enum(['earlier', 'later']).exactOptional(),
});

const Line = z.string().max(300);
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const EventShape = z.object({
	kind: z.literal('event'),
	start: WallShape.nullable(),
	end: WallShape.nullable(),
	place: Line,
	accessible: z.enum(['yes', 'partly', 'no']).nullable(),
	access: z.string().max(1000),
});

const JobShape = z.object({
	kind: z.literal('job'),
	closes: Day.nullable(),
	zone: z.string().max(60),
	place: Line,
	time: z.enum(workingTimes).nullable(),
	pay: Line,
	/** A web or mail address once it is written to its end: a check holds it to that, so that a draft can be saved meanwhile. */
	apply: Line,
});

const ReleaseShape = z.object({
	kind: z.literal('press-release'),
	contact: Line,
	phone: z.string().max(60),
	mail: Line,
	embargo: WallShape.nullable(),
	lists: z.array(z.string().min(1).max(64)).max(20).readonly().exactOptional(),
});

const PollShape = z.object({
	kind: z.literal('poll'),
	options: z.array(z.string().max(200)).max(10).readonly(),
	many: z.boolean(),
	closes: WallShape.nullable(),
});

const Place = z.number().int().min(1).max(99_999).nullable();
const PodcastShape = z.object({ kind: z.literal('podcast'), number: Place, season: Place });

const ThreadShape = z.object({
	kind: z.literal('thread'),
	numbered: z.boolean(),
	pictures: z.record(z.string().min(1).max(64), z.number().int().min(1).max(100)),
});

/** What readers are told before the rest; null for nothing. */
export const WarningShape = z.object({
	words: z.string().max(WARNING_MOST),
	inText: z.boolean(),
	graphic: z.boolean(),
});
/** A document that goes along with a post; null for none. */
export const DocumentOfPost = z.object({
	documentId: z.string().min(1).max(64),
	title: z.string().max(DOCUMENT_TITLE_MOST),
});
export const WarningFormName = z.enum(warningForms);
export const QuotePolicyName = z.enum(quotePolicies);
/** Who may answer; nothing said: everybody. */
export const ReplyControlName = z.enum(replyControls);

/** What an event, a vacancy, a press release, a poll, an episode of a podcast or a thread carries beside its text. */
export const DetailsShape = z.discriminatedUnion('kind', [
	EventShape,
	JobShape,
	ReleaseShape,
	PollShape,
	PodcastShape,
	ThreadShape,
]);
