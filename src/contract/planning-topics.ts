import { z } from 'zod';

import { Id } from './editorial.ts';
import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';
import { WallShape } from './post-details.ts';

const Name = z.string().trim().min(2).max(120);
const Age = z.number().int().min(0).max(120).nullable();
const Topic = z.string().trim().min(1).max(60).nullable();
const Ids = z.array(IdText).max(20);
const Note = z.string().max(5000);

const GroupFields = z.object({ name: Name, ageFrom: Age, ageUntil: Age });
export const TargetGroupShape = GroupFields.extend({ id: IdText, archived: z.boolean() });

export const listTargetGroupsEndpoint = endpoint({
	method: 'GET',
	path: '/api/target-groups',
	allow: 'post.read',
	summary: 'Whom the authority speaks to, with an age band where it has one.',
	input: Nothing,
	output: z.object({ items: z.array(TargetGroupShape) }),
});
export const createTargetGroupEndpoint = endpoint({
	method: 'POST',
	path: '/api/target-groups',
	allow: 'planning.manage',
	creates: true,
	summary: 'Names a target group.',
	input: GroupFields,
	output: Id,
});
export const changeTargetGroupEndpoint = endpoint({
	method: 'PUT',
	path: '/api/target-groups/:id',
	allow: 'planning.manage',
	summary: 'Changes a target group, or puts it away; posts keep it.',
	input: GroupFields.extend({ id: IdText, archived: z.boolean() }),
	output: Id,
});

const DayText = z.string().regex(/^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const DayFields = z.object({
	name: Name,
	kind: z.enum(['awareness', 'school-holiday', 'own']),
	/** `11-25` every year, `2026-10-19` once. */
	first: DayText,
	last: DayText,
	source: z.string().trim().max(200),
});
export const listDaysEndpoint = endpoint({
	method: 'GET',
	path: '/api/planning/days',
	allow: 'post.read',
	summary: 'The own list of days that matter.',
	input: Nothing,
	output: z.object({ items: z.array(DayFields.extend({ id: IdText })) }),
});
export const addDayEndpoint = endpoint({
	method: 'POST',
	path: '/api/planning/days',
	allow: 'planning.manage',
	creates: true,
	summary: 'Adds a day, or a stretch of days, to the own list.',
	input: DayFields,
	output: Id,
});
export const removeDayEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/planning/days/:id',
	allow: 'planning.manage',
	summary: 'Takes a day from the own list.',
	input: Id,
	output: Nothing,
});

export const readPostPlanEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/:id/plan',
	allow: 'post.read',
	summary: 'What planning keeps with a post: its wished time, campaign and target groups.',
	input: Id,
	output: z.object({ wish: WallShape.nullable(), campaignId: IdText.nullable(), targetGroups: Ids }),
});
export const savePostPlanEndpoint = endpoint({
	method: 'PUT',
	path: '/api/posts/:id/plan',
	allow: 'post.write',
	summary: 'Sets the campaign and the target groups of a post. They are no content: an approval holds.',
	input: Id.extend({ campaignId: IdText.nullable(), targetGroups: Ids }),
	output: Id,
});

export const PitchStateName = z.enum(['pitched', 'accepted', 'assigned', 'drafted', 'declined']);
const Named = z.object({ id: IdText, name: z.string() });
const PitchFields = z.object({
	unitId: IdText,
	title: z.string().trim().min(3).max(300),
	note: Note.default(''),
	topic: Topic.default(null),
	targetGroups: Ids.default([]),
	wishedOn: z.iso.date().nullable().default(null),
});
export const PitchShape = PitchFields.extend({
	id: IdText,
	state: PitchStateName,
	reason: z.string().nullable(),
	assignee: Named.nullable(),
	postId: IdText.nullable(),
	createdBy: Named,
	changedAt: Moment,
	may: z.object({ decide: z.boolean(), write: z.boolean() }),
});

export const listPitchesEndpoint = endpoint({
	method: 'GET',
	path: '/api/pitches',
	allow: 'post.read',
	summary: 'Topics that were proposed, by how far they have come, last touched first.',
	input: PageQuery.extend({ state: PitchStateName.default('pitched'), unitId: IdText.optional() }),
	output: pageOf(PitchShape),
});
export const createPitchEndpoint = endpoint({
	method: 'POST',
	path: '/api/pitches',
	allow: 'post.write',
	creates: true,
	summary: 'Proposes a topic.',
	input: PitchFields,
	output: Id,
});
export const decidePitchEndpoint = endpoint({
	method: 'POST',
	path: '/api/pitches/:id/decide',
	allow: 'pitch.decide',
	summary: 'Takes a proposed topic into the plan, or declines it with a reason.',
	input: Id.extend({ accept: z.boolean(), reason: z.string().trim().max(1000).default('') }),
	output: Id,
});
export const assignPitchEndpoint = endpoint({
	method: 'POST',
	path: '/api/pitches/:id/assign',
	allow: 'pitch.decide',
	summary: 'Gives an accepted topic to who writes it, and tells them.',
	input: Id.extend({ personId: IdText }),
	output: Id,
});
export const draftPitchEndpoint = endpoint({
	method: 'POST',
	path: '/api/pitches/:id/draft',
	allow: 'post.write',
	creates: true,
	summary: 'Makes a draft of a topic; it takes topic, target groups and note with it.',
	input: Id,
	output: z.object({ id: IdText, postId: IdText }),
});
export const listWritersEndpoint = endpoint({
	method: 'GET',
	path: '/api/planning/writers',
	allow: 'pitch.decide',
	summary: 'Who may write for a unit.',
	input: z.object({ unitId: IdText }),
	output: z.object({ items: z.array(Named) }),
});

const SilenceDays = z.number().int().min(1).max(365).nullable();
export const saveSilenceEndpoint = endpoint({
	method: 'PUT',
	path: '/api/presences/:id/silence',
	allow: 'post.schedule',
	summary: 'Sets after how many days without a post a presence counts as silent; null: never.',
	input: Id.extend({ days: SilenceDays }),
	output: Id.extend({ days: SilenceDays }),
});
export const readSilenceEndpoint = endpoint({
	method: 'GET',
	path: '/api/planning/silence',
	allow: 'post.read',
	summary: 'Presences that have been silent for longer than they should.',
	input: z.object({ unitId: IdText.optional() }),
	output: z.object({ items: z.array(z.object({ presenceId: IdText, name: z.string(), days: z.number() })) }),
});

const Covered = z.object({
	key: z.string(),
	/** Public within the stretch, still planned, and when one was public last (looked for over a year). */
	published: z.number(),
	planned: z.number(),
	lastAt: Moment.nullable(),
});
export const readCoverageEndpoint = endpoint({
	method: 'GET',
	path: '/api/planning/coverage',
	allow: 'post.read',
	summary: 'What was said and is planned per topic and target group, and how long each presence has been silent.',
	input: z.object({ unitId: IdText.optional(), days: z.coerce.number().int().min(7).max(365).default(90) }),
	output: z.object({
		topics: z.array(Covered),
		groups: z.array(Covered),
		presences: z.array(
			z.object({
				presenceId: IdText,
				lastAt: Moment.nullable(),
				stale: z.boolean(),
				/** After so many days without a post it counts as silent; null: never. */
				alarmDays: SilenceDays,
				mayChange: z.boolean(),
			}),
		),
		asOf: Moment,
	}),
});

const CampaignFields = z.object({
	unitId: IdText,
	name: Name,
	goal: z.string().trim().min(3).max(2000),
	firstDay: z.iso.date(),
	lastDay: z.iso.date(),
});
export const CampaignShape = CampaignFields.extend({ id: IdText, mayChange: z.boolean() });
export const listCampaignsEndpoint = endpoint({
	method: 'GET',
	path: '/api/campaigns',
	allow: 'post.read',
	summary: 'Campaigns, the latest first.',
	input: PageQuery.extend({ unitId: IdText.optional() }),
	output: pageOf(CampaignShape),
});
export const createCampaignEndpoint = endpoint({
	method: 'POST',
	path: '/api/campaigns',
	allow: 'post.write',
	creates: true,
	summary: 'Begins a campaign with a goal and a time.',
	input: CampaignFields,
	output: Id,
});
export const changeCampaignEndpoint = endpoint({
	method: 'PUT',
	path: '/api/campaigns/:id',
	allow: 'post.write',
	summary: 'Changes name, goal and time of a campaign.',
	input: CampaignFields.omit({ unitId: true }).extend({ id: IdText }),
	output: Id,
});
export const readCampaignEndpoint = endpoint({
	method: 'GET',
	path: '/api/campaigns/:id',
	allow: 'post.read',
	summary: 'A campaign with its parts: what went out, where, and how many voices came back.',
	input: Id,
	output: CampaignShape.extend({
		parts: z.array(
			z.object({
				id: IdText,
				title: z.string(),
				state: z.string(),
				at: Moment.nullable(),
				/** Its page in the newsroom, once it stands. */
				link: z.string().nullable(),
				copies: z.array(z.object({ presenceId: IdText, state: z.string(), url: z.string().nullable() })),
				voices: z.number(),
			}),
		),
		more: z.boolean(),
		asOf: Moment,
	}),
});
