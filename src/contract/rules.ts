import { z } from 'zod';

import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';
import { HintType } from './hints.ts';
import { StepName } from './moderation.ts';
import { Priority } from './service.ts';

const Phrase = z.string().trim().min(1).max(80);
const Host = z
	.string()
	.trim()
	.toLowerCase()
	.max(100)
	.regex(/^([a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}$/);

export const RuleCondition = z.discriminatedUnion('is', [
	/** One of these stands in the message; `*` at the end of a word stands for its rest. */
	z.object({ is: z.literal('words'), any: z.array(Phrase).min(1).max(40) }),
	z.object({ is: z.literal('links'), least: z.number().int().min(1).max(20) }),
	z.object({ is: z.literal('domains'), hosts: z.array(Host).min(1).max(200) }),
	z.object({
		is: z.literal('repeat'),
		accounts: z.number().int().min(2).max(50),
		minutes: z.number().int().min(5).max(1440),
	}),
	z.object({ is: z.literal('stranger') }),
	z.object({ is: z.literal('hint'), hint: HintType }),
	z.object({ is: z.literal('channel'), any: z.array(z.string().max(40)).min(1).max(20) }),
]);
export type RuleCondition = z.output<typeof RuleCondition>;

const RuleEffects = z.object({
	label: IdText.nullable(),
	priority: Priority.nullable(),
	duty: z.boolean(),
	/** A person is asked to take this step, with the number of the netiquette. */
	propose: z.object({ step: StepName, rule: z.string().trim().min(1).max(20) }).nullable(),
	/** Hides by itself, where the unit has switched that on. */
	hides: z.boolean(),
});

export const RuleWords = z.object({
	name: z.string().trim().min(3).max(80),
	conditions: z.array(RuleCondition).min(1).max(6),
	effects: RuleEffects,
});
export type RuleWords = z.output<typeof RuleWords>;

const RuleView = RuleWords.extend({
	id: IdText,
	unitId: IdText,
	on: z.boolean(),
	version: z.number().int(),
	/** It was tried out as it is now. */
	tried: z.boolean(),
	proposed: z.number().int(),
	followed: z.number().int(),
	dismissed: z.number().int(),
	hidden: z.number().int(),
	reverted: z.number().int(),
});
export type RuleView = z.output<typeof RuleView>;

const Hiding = z.object({
	on: z.boolean(),
	perHour: z.number().int(),
	/** More than that was hidden within an hour: it stopped by itself. */
	stoppedAt: Moment.nullable(),
	version: z.number().int(),
});
export type HidingView = z.output<typeof Hiding>;

const Said = z.object({ title: z.string(), text: z.string() });

export const rulesEndpoint = endpoint({
	method: 'GET',
	path: '/api/rules',
	allow: 'rule.manage',
	summary: 'Rules of a unit in their order, those it inherits, and whether spam is hidden by rule.',
	input: z.object({ unit: IdText }),
	output: z.object({
		rules: z.array(RuleView),
		/** Of the units above: they hold here too. */
		above: z.array(RuleView),
		hiding: Hiding,
		netiquette: z.array(z.object({ number: z.string(), de: Said, en: Said })),
		channels: z.array(z.string()),
	}),
});

export const addRuleEndpoint = endpoint({
	method: 'POST',
	path: '/api/rules',
	allow: 'rule.manage',
	summary: 'Adds a rule to a unit, switched off.',
	input: z.object({ unit: IdText, rule: RuleWords }),
	output: z.object({ id: IdText }),
	creates: true,
});

const OneRule = { ruleId: IdText, version: z.number().int() };

export const changeRuleEndpoint = endpoint({
	method: 'PUT',
	path: '/api/rules/:ruleId',
	allow: 'rule.manage',
	summary: 'Changes a rule; it is off until it was tried out as it is now.',
	input: z.object({ ...OneRule, rule: RuleWords }),
	output: z.object({ version: z.number().int() }),
});

export const switchRuleEndpoint = endpoint({
	method: 'PUT',
	path: '/api/rules/:ruleId/state',
	allow: 'rule.manage',
	summary: 'Switches a rule on, once it was tried out as it is, or off.',
	input: z.object({ ...OneRule, on: z.boolean() }),
	output: Nothing,
});

export const moveRuleEndpoint = endpoint({
	method: 'PUT',
	path: '/api/rules/:ruleId/place',
	allow: 'rule.manage',
	summary: 'Moves a rule one place up or down among those of its unit.',
	input: z.object({ ruleId: IdText, by: z.enum(['up', 'down']) }),
	output: Nothing,
});

export const retireRuleEndpoint = endpoint({
	method: 'POST',
	path: '/api/rules/:ruleId/retire',
	allow: 'rule.manage',
	summary: 'Takes a rule out of use for good; the record keeps it.',
	input: z.object(OneRule),
	output: Nothing,
});

const Reason = z.object({ is: z.string(), found: z.array(z.string()) });
export type RuleReason = z.output<typeof Reason>;

export const tryRuleEndpoint = endpoint({
	method: 'POST',
	path: '/api/rules/:ruleId/try',
	allow: 'rule.manage',
	summary: 'What a rule would have found in the last 30 days, the newest first, so many messages at a time.',
	input: z.object({ ...OneRule, cursor: z.string().max(500).optional() }),
	output: z.object({
		/** Messages looked at in this step. */
		looked: z.number().int(),
		items: z.array(
			z.object({
				messageId: IdText,
				conversationId: IdText,
				excerpt: z.string(),
				at: Moment,
				channel: z.string(),
				why: z.array(Reason),
			}),
		),
		next: z.string().optional(),
	}),
});

export const ruleMatchesEndpoint = endpoint({
	method: 'GET',
	path: '/api/rules/:ruleId/matches',
	allow: 'rule.manage',
	summary: 'Messages a rule has matched, newest first.',
	input: PageQuery.extend({ ruleId: IdText }),
	output: pageOf(
		z.object({
			messageId: IdText,
			conversationId: IdText,
			excerpt: z.string(),
			at: Moment,
			version: z.number().int(),
			state: z.enum(['open', 'followed', 'otherwise', 'dismissed', 'hidden']),
		}),
	),
});

export const saveHidingEndpoint = endpoint({
	method: 'PUT',
	path: '/api/rule-hiding',
	allow: 'rule.manage',
	summary: 'Switches the hiding of spam by rule on or off in one unit; it is off unless somebody switched it on.',
	input: z.object({
		unit: IdText,
		version: z.number().int(),
		on: z.boolean(),
		perHour: z.number().int().min(1).max(100),
	}),
	output: z.object({ version: z.number().int() }),
});

const Match = z.object({
	messageId: IdText,
	ruleId: IdText,
	name: z.string(),
	version: z.number().int(),
	why: z.array(Reason),
	propose: z.object({ step: StepName, rule: z.string() }).nullable(),
	state: z.enum(['open', 'followed', 'otherwise', 'dismissed', 'hidden']),
});
export type RuleMatch = z.output<typeof Match>;

export const conversationRulesEndpoint = endpoint({
	method: 'GET',
	path: '/api/conversations/:conversationId/rule-matches',
	allow: 'conversation.read',
	summary: 'Which rules matched messages of a conversation, and why.',
	input: z.object({ conversationId: IdText }),
	output: z.object({ items: z.array(Match) }),
});

export const dismissMatchEndpoint = endpoint({
	method: 'PUT',
	path: '/api/conversations/:conversationId/messages/:messageId/rule-matches/:ruleId',
	allow: 'conversation.answer',
	summary: 'Says that a rule is wrong about a message, or takes that back.',
	input: z.object({ conversationId: IdText, messageId: IdText, ruleId: IdText, dismissed: z.boolean() }),
	output: Nothing,
});

const Hidden = z.object({
	actId: IdText,
	conversationId: IdText,
	unitId: IdText,
	channel: z.string(),
	practice: z.boolean(),
	/** As it stands on the desk, personal data hidden; empty once it is gone. */
	text: z.string(),
	author: z.string(),
	rule: z.string(),
	ruleVersion: z.number().int(),
	number: z.string(),
	at: Moment,
	dueAt: Moment,
	/** It has waited for more than a working day. */
	late: z.boolean(),
	sending: z.enum(['none', 'waiting', 'sending', 'done', 'refused', 'unclear']),
	review: z.enum(['open', 'confirmed', 'reverted']),
	reviewedAt: Moment.nullable(),
	/** What can be said to its author after a mistake. */
	apology: z.string(),
});
export type HiddenView = z.output<typeof Hidden>;

export const hiddenByRuleEndpoint = endpoint({
	method: 'GET',
	path: '/api/hidden-by-rule',
	allow: 'moderation.act',
	summary: 'What rules have hidden by themselves: open ones from the longest waiting on, or all, newest first.',
	input: PageQuery.extend({ view: z.enum(['open', 'all']).default('open') }),
	output: pageOf(Hidden),
});

export const reviewHiddenEndpoint = endpoint({
	method: 'POST',
	path: '/api/hidden-by-rule/:actId/review',
	allow: 'moderation.act',
	summary: 'A person confirms what a rule has hidden, or shows it again.',
	input: z.object({ actId: IdText, decision: z.enum(['confirm', 'revert']) }),
	output: Nothing,
});
