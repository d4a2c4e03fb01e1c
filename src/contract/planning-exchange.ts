import { z } from 'zod';

import { languages } from '#kernel/language.ts';

import { Id, PostKindName } from './editorial.ts';
import { endpoint, IdText, Moment, Nothing } from './endpoint.ts';

/** The largest file with a plan that is read. */
const MOST_BYTES = 1_000_000;
const PlanFile = z.object({
	unitId: IdText,
	/** The bytes of the file, base64: its encoding is found out here. */
	content: z.base64().max(Math.ceil((MOST_BYTES * 4) / 3)),
});
const RowShape = z.object({
	line: z.number(),
	title: z.string(),
	at: Moment.nullable(),
	kind: PostKindName,
	topic: z.string().nullable(),
	errors: z.array(
		z.object({
			field: z.enum(['day', 'time', 'title', 'text', 'kind', 'topic', 'presences', 'groups', 'campaign']),
			problem: z.enum([
				'missing',
				'too-long',
				'unreadable',
				'past',
				'skipped-by-clock-change',
				'doubled-by-clock-change',
				'unknown',
			]),
			found: z.string(),
		}),
	),
});

export const previewImportEndpoint = endpoint({
	method: 'POST',
	path: '/api/planning/import/preview',
	allow: 'post.write',
	summary: 'Reads a table with a plan and says what is wrong with each row; changes nothing.',
	input: PlanFile,
	output: z.object({ encoding: z.enum(['utf-8', 'windows-1252']), rows: z.array(RowShape) }),
});
export const importPlanEndpoint = endpoint({
	method: 'POST',
	path: '/api/planning/import',
	allow: 'post.write',
	creates: true,
	summary: 'Makes a draft of every row of a table without errors, all of them or none.',
	input: PlanFile,
	output: z.object({ postIds: z.array(IdText) }),
});

export const calendarLinkEndpoint = endpoint({
	method: 'GET',
	path: '/api/planning/calendar-link',
	allow: 'post.read',
	summary: 'Whether whoever asks has a link to subscribe to the plan.',
	input: Nothing,
	output: z.object({ since: Moment.nullable() }),
});
export const makeCalendarLinkEndpoint = endpoint({
	method: 'POST',
	path: '/api/planning/calendar-link',
	allow: 'post.read',
	summary: 'Makes a secret link to subscribe to the plan; an older one stops working. It is shown once.',
	input: Nothing,
	output: z.object({ link: z.string() }),
});
export const revokeCalendarLinkEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/planning/calendar-link',
	allow: 'post.read',
	summary: 'Ends the link to subscribe to the plan.',
	input: Nothing,
	output: Nothing,
});

export const listSourcesEndpoint = endpoint({
	method: 'GET',
	path: '/api/sources',
	allow: 'post.read',
	summary: 'Addresses of others or of the own house from whose news and dates drafts are made.',
	input: Nothing,
	output: z.object({
		items: z.array(
			z.object({
				id: IdText,
				unitId: IdText,
				name: z.string(),
				url: z.string(),
				/** In which language its drafts are written. */
				language: z.enum(languages),
				/** When it was asked last, and why that did not go well. */
				askedAt: Moment.nullable(),
				failure: z.string().nullable(),
				drafts: z.number(),
				mayChange: z.boolean(),
			}),
		),
	}),
});
export const addSourceEndpoint = endpoint({
	method: 'POST',
	path: '/api/sources',
	allow: 'post.write',
	creates: true,
	summary: 'Makes drafts for a unit from the entries of a feed (RSS, Atom, JSON) or a calendar (ICS).',
	input: z.object({
		unitId: IdText,
		name: z.string().trim().min(2).max(120),
		url: z.url({ protocol: /^https?$/ }).max(1000),
		language: z.enum(languages).default('de'),
	}),
	output: Id,
});
export const removeSourceEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/sources/:id',
	allow: 'post.write',
	summary: 'Asks a source no more; the drafts stay.',
	input: Id,
	output: Nothing,
});
