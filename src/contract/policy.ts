import { z } from 'zod';

import { channelNames, networkNames } from '#kernel/channel-name.ts';

import { postKinds } from '#kernel/post-kind.ts';
import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';
import { NetiquetteShape } from './netiquette.ts';

export const SeverityName = z.enum(['block', 'warning', 'hint', 'off']);
export const WaiverRoleName = z.enum(['author', 'approver', 'lead', 'central', 'privacy']);
export const RuleAreaName = z.enum([
	'form',
	'privacy',
	'cases',
	'election',
	'neutrality',
	'access',
	'language',
	'facts',
	'links',
	'volume',
	'rights',
]);
const ChannelName = z.enum(channelNames);
const KindName = z.enum([...postKinds, 'reply']);
const Text = (most: number) => z.string().trim().min(1).max(most);
const Day = z.iso.date();

/** In these places another severity holds. An empty list means: everywhere. */
export const ExceptionShape = z.object({
	severity: SeverityName,
	units: z.array(IdText).max(50),
	channels: z.array(ChannelName).max(20),
	kinds: z.array(KindName).max(20),
	/** Target groups, by the id of their style. */
	groups: z.array(IdText).max(20),
});

export const RuleSettingShape = z.object({
	severity: SeverityName,
	/** Number in the guideline that the rule cites. */
	paragraph: z.string().max(20).nullable(),
	/** Who may let a block pass, with a reason; nobody when empty. */
	waive: z.array(WaiverRoleName).max(5),
	/** The first that fits decides. */
	exceptions: z.array(ExceptionShape).max(20),
});

export const ParagraphShape = z.object({
	number: Text(20),
	title: Text(200),
	text: z.string().trim().max(4000),
});

/** How the house checks: every change makes a new version. */
export const ChecksShape = z.object({
	paragraphs: z.array(ParagraphShape).min(1).max(100),
	rules: z.record(z.string().max(60), RuleSettingShape),
	/** How far back a similar text is looked for. */
	similarDays: z.number().int().min(1).max(365),
	/** Two posts on one presence within this time get in each other's way. */
	apartMinutes: z.number().int().min(0).max(1440),
	/** More posts on one presence and day than this tire people. */
	mostPerDay: z.number().int().min(1).max(100),
});

export const StyleShape = z.object({
	id: IdText,
	name: Text(80),
	/** Presences that speak to this target group; the first style serves all others. */
	presences: z.array(IdText).max(50),
	address: z.enum(['sie', 'du', 'any']),
	gender: z.enum(['plain', 'star', 'colon', 'any']),
	tone: z.enum(['factual', 'relaxed']),
	mostWords: z.number().int().min(8).max(80),
	mostEmojis: z.number().int().min(0).max(20),
	leastEase: z.number().int().min(0).max(100),
});

export const RestraintShape = z.object({
	name: Text(120),
	from: Day,
	until: Day,
	/** Content that may still be said. */
	allowed: z.array(z.enum(['party', 'candidate', 'achievement'])).max(3),
});

/** What is official in this city, what is restrained, and how it speaks. */
export const ProfileShape = z.object({
	trunks: z.array(Text(40)).max(50),
	domains: z.array(z.string().trim().toLowerCase().min(3).max(120)).max(50),
	ibans: z.array(Text(42)).max(50),
	addresses: z.array(Text(120)).max(300),
	holders: z.array(Text(120)).max(300),
	parties: z.array(Text(80)).max(100),
	candidates: z.array(Text(120)).max(300),
	restraints: z.array(RestraintShape).max(20),
	styles: z.array(StyleShape).min(1).max(20),
});

/** Networks on which a presence may be opened without a resolution. */
export const OpeningsShape = z.object({ networks: z.array(z.enum(networkNames)).max(networkNames.length) });

const PolicyArea = z.enum(['checks', 'profile', 'netiquette', 'openings']);

const VersionShape = z.object({
	/** 0 is what the house came with. */
	number: z.number().int(),
	at: Moment.nullable(),
	by: z.object({ id: IdText, name: z.string() }).nullable(),
	note: z.string(),
});

/** A check as the program brings it along. */
export const CatalogueEntryShape = z.object({
	id: z.string(),
	area: RuleAreaName,
	severity: z.enum(['block', 'warning', 'hint']),
	/** Cannot be changed: without it a post cannot go out, or the law leaves no choice. */
	fixed: z.boolean(),
	/** Looks at other posts or at the network: never blocks. */
	observed: z.boolean(),
});

export const rulesEndpoint = endpoint({
	method: 'GET',
	path: '/api/policy',
	allow: 'policy.read',
	summary: 'The checks and the city profile in force, and every check there is.',
	input: Nothing,
	output: z.object({
		catalogue: z.array(CatalogueEntryShape),
		checks: VersionShape.extend({ document: ChecksShape }),
		profile: VersionShape.extend({ document: ProfileShape }),
		mayChange: z.boolean(),
	}),
});

const Change = { base: z.number().int().min(0), note: z.string().trim().min(3).max(500) };

export const changeChecksEndpoint = endpoint({
	method: 'PUT',
	path: '/api/policy/checks',
	allow: 'policy.manage',
	elevated: true,
	summary: 'Puts a new version of the checks in force.',
	input: z.object({ ...Change, document: ChecksShape }),
	output: z.object({ number: z.number() }),
});

export const changeProfileEndpoint = endpoint({
	method: 'PUT',
	path: '/api/policy/profile',
	allow: 'policy.manage',
	elevated: true,
	summary: 'Puts a new version of the city profile in force.',
	input: z.object({ ...Change, document: ProfileShape }),
	output: z.object({ number: z.number() }),
});

export const policyVersionsEndpoint = endpoint({
	method: 'GET',
	path: '/api/policy/versions',
	allow: 'policy.read',
	summary: 'Earlier versions of the checks, the city profile, the netiquette or the rule of openings, newest first.',
	input: PageQuery.extend({ area: PolicyArea }),
	output: pageOf(VersionShape.extend({ changed: z.array(z.string()) })),
});

const Difference = <T extends z.ZodType>(document: T) => z.object({ before: document, now: document }).nullable();

export const policyVersionEndpoint = endpoint({
	method: 'GET',
	path: '/api/policy/version',
	allow: 'policy.read',
	summary:
		'One version of the checks, the city profile, the netiquette or the rule of openings, beside the one before it.',
	input: z.object({ area: PolicyArea, number: z.coerce.number().int().min(1) }),
	output: VersionShape.extend({
		checks: Difference(ChecksShape),
		profile: Difference(ProfileShape),
		netiquette: Difference(NetiquetteShape),
		openings: Difference(OpeningsShape),
	}),
});
