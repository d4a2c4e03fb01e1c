import { z } from 'zod';

import { Id } from './editorial.ts';
import { endpoint, IdText, Moment } from './endpoint.ts';

const Local = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
const Zone = z.string().min(1).max(64);
/** RFC 5545, daily or rarer: `FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20271231T235900Z`. Reckoned in wall time. */
const RuleText = z.string().min(10).max(200);

const SeriesShape = z.object({
	id: IdText,
	rule: z.string(),
	start: z.string(),
	zone: z.string(),
	state: z.enum(['running', 'stopped']),
	/** `once`: the yes to the series counts for every time whose content is unchanged. */
	approval: z.enum(['each', 'once']),
	/** The content was changed since: every time needs its own approval again. */
	changed: z.boolean(),
	/** What comes next, and what was made or skipped lately. */
	occurrences: z.array(
		z.object({
			local: z.string(),
			at: Moment,
			state: z.enum(['coming', 'made', 'skipped', 'missed']),
			postId: IdText.nullable(),
		}),
	),
});
export type SeriesView = z.infer<typeof SeriesShape>;

const answer = z.object({ series: SeriesShape.nullable() });

export const readSeriesEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/:id/series',
	allow: 'post.read',
	summary: 'Tells whether a post comes round again, and when.',
	input: Id,
	output: answer,
});

export const startSeriesEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/series',
	allow: 'post.schedule',
	summary: 'Lets an approved post come round again by a rule; each time becomes a post of its own a week ahead.',
	input: Id.extend({ rule: RuleText, start: Local, zone: Zone, approval: z.enum(['each', 'once']) }),
	output: answer,
});

export const changeSeriesEndpoint = endpoint({
	method: 'PUT',
	path: '/api/posts/:id/series',
	allow: 'post.schedule',
	summary: 'Gives a series another rule or time; what was made already stays as it is.',
	input: Id.extend({ rule: RuleText, start: Local }),
	output: answer,
});

export const stopSeriesEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/series/stop',
	allow: 'post.schedule',
	summary: 'Ends a series; what was made already stays as it is.',
	input: Id,
	output: answer,
});

export const skipOccurrenceEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/series/skip',
	allow: 'post.schedule',
	summary: 'Leaves one time out that was not made yet, or takes it in again.',
	input: Id.extend({ local: Local, skip: z.boolean() }),
	output: answer,
});
