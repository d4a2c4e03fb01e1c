import { z } from 'zod';

import { podcastCategories } from '#kernel/podcast.ts';

import { endpoint, Moment, Nothing } from './endpoint.ts';
import { LanguageTag } from './pictures.ts';

const LegalName = z.enum(['legal-notice', 'privacy', 'accessibility', 'house-rules']);
const TextLanguage = z.enum(['de', 'en']);

/** A text the law asks for, as the public site shows it now. */
export const LegalTextShape = z.object({
	name: LegalName,
	language: TextLanguage,
	/** Plain Markdown. */
	text: z.string(),
	/** Null as long as the text follows from the authority's data. */
	changedAt: Moment.nullable(),
});

/** What the public site says about the authority beside its statements. */
export const SiteDetailsShape = z.object({
	phone: z.string().trim().min(3).max(40).nullable(),
	phoneHours: z.string().trim().min(1).max(120).nullable(),
	portalUrl: z
		.url({ protocol: /^https$/ })
		.max(300)
		.nullable(),
});

export const newsroomSettingsEndpoint = endpoint({
	method: 'GET',
	path: '/api/newsroom/settings',
	allow: 'newsroom.manage',
	summary: 'The legal texts and details of the public site.',
	input: Nothing,
	output: z.object({ texts: z.array(LegalTextShape), details: SiteDetailsShape }),
});

export const changeLegalTextEndpoint = endpoint({
	method: 'PUT',
	path: '/api/newsroom/texts/:name/:language',
	allow: 'newsroom.manage',
	summary: 'Puts an own legal text on the public site, or goes back to the one made from the authority data.',
	input: z.object({ name: LegalName, language: TextLanguage, text: z.string().max(50_000).nullable() }),
	output: Nothing,
});

export const changeSiteDetailsEndpoint = endpoint({
	method: 'PUT',
	path: '/api/newsroom/details',
	allow: 'newsroom.manage',
	summary: 'Changes phone, hours and service portal on the public site.',
	input: SiteDetailsShape,
	output: Nothing,
});

const PodcastWords = z.object({
	title: z.string().trim().min(1).max(200),
	description: z.string().trim().min(1).max(4000),
	author: z.string().trim().min(1).max(200),
	mail: z.email().max(200),
	category: z.enum(podcastCategories),
	language: LanguageTag,
	/** What is to be seen on the cover. */
	coverAlt: z.string().trim().min(1).max(1000),
});

export const readPodcastEndpoint = endpoint({
	method: 'GET',
	path: '/api/newsroom/podcast',
	allow: 'newsroom.manage',
	summary: 'What the podcast says of itself, and whether its feed stands.',
	input: Nothing,
	output: z.object({
		...{ title: z.string(), description: z.string(), author: z.string(), mail: z.string(), coverAlt: z.string() },
		category: z.enum(podcastCategories),
		language: LanguageTag,
		/** Where the cover can be seen; null before there is one. */
		cover: z.string().nullable(),
		stands: z.boolean(),
	}),
});

export const changePodcastEndpoint = endpoint({
	method: 'PUT',
	path: '/api/newsroom/podcast',
	allow: 'newsroom.manage',
	summary: 'Changes what the podcast says of itself: title, author, mail, category, language.',
	input: PodcastWords,
	output: Nothing,
});
