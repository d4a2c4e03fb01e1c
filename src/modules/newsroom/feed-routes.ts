import type { Hono } from 'hono';

import type { Database } from '#platform/db/database.ts';
import { languageName } from '#web/public/language-switch.tsx';
import type { View } from '#web/public/model.ts';

import type { Content } from './content.ts';
import { type FeedForm, type FeedSource, feedForms, feedTypes, writeFeed } from './feeds.ts';
import { TAG } from './language-routes.ts';
import { listPages, type Part, topicsInUse } from './queries.ts';
import type { Missing, Responder } from './responder.ts';
import { listInLanguage } from './translations.ts';

const IN_FEED = 30;

interface Needs {
	readonly db: Database;
	readonly content: Content;
	readonly responder: Responder;
	readonly origin: string;
}

interface Frame {
	readonly title: string;
	readonly home: string;
	readonly base: string;
	readonly part: Part;
	/** Only what can be read in this language. */
	readonly language?: string;
}

interface Asked {
	readonly slug: string;
	readonly tag: string;
}

/** The feeds of the site, of units and of topics; each of them once more per language. */
export const mountFeeds = (app: Hono, { db, content, responder, origin }: Needs): void => {
	const read = ({ part, language }: Frame) =>
		db.read('feed', (tx) => {
			const asked = { part, cursor: undefined, limit: IN_FEED };
			return language === undefined ? listPages(tx, asked) : listInLanguage(tx, { ...asked, language });
		});
	const write = async (form: FeedForm, view: View, frame: Frame): Promise<string> => {
		const { title, home, base, language = 'de' } = frame;
		const found = await read(frame);
		const cards = await content.cards(found.items);
		const items = found.items.flatMap((row, at) => {
			const card = cards[at];
			return card ? [{ row, card }] : [];
		});
		const source: FeedSource = {
			...{ title, home, base, language, origin, items, now: view.now },
			description: view.say('startTitle', { name: title }),
		};
		return writeFeed(form, source);
	};
	const feed = (path: string, frame: (view: View, asked: Asked) => Promise<Frame | null>) => {
		for (const form of feedForms) {
			app.get(`${path}.${form}`, (c) => {
				const [slug = '', tag = ''] = [c.req.param('slug'), c.req.param('tag')];
				const asked = `${path.replace(':slug', slug).replace(TAG, tag)}.${form}`;
				const place = { language: 'de' as const, path: asked, type: feedTypes[form] };
				return responder.file(c, place, async (view): Promise<string | Missing> => {
					const found = await frame(view, { slug, tag });
					return found === null ? { missing: 404 } : write(form, view, found);
				});
			});
		}
	};
	const inLanguages = (
		home: string,
		find: (view: View, slug: string) => Promise<{ name: string; part: Part } | null>,
	) => {
		const at = (slug: string) => home.replace(':slug', slug);
		feed(`${home}/feed`, async (view, { slug }) => {
			const found = await find(view, slug);
			return found && { title: found.name, home: at(slug) || '/', base: `${at(slug)}/feed`, part: found.part };
		});
		feed(`${home}/sprache/${TAG}/feed`, async (view, { slug, tag }) => {
			const found = view.site.languages.includes(tag) ? await find(view, slug) : null;
			if (found === null) return null;
			const base = `${at(slug)}/sprache/${tag}`;
			const title = view.say('feeds.of', { name: found.name, part: languageName(view.say, tag) });
			return { title, home: at(slug) || base, base: `${base}/feed`, part: found.part, language: tag };
		});
	};
	const within = (view: View, part: string): string => view.say('feeds.of', { name: view.site.name, part });

	inLanguages('', async (view) => ({ name: view.site.name, part: {} }));
	inLanguages('/stelle/:slug', async (view, slug) => {
		const unit = (await content.units()).get(slug);
		return unit ? { name: within(view, unit.name), part: { unitId: unit.id } } : null;
	});
	inLanguages('/thema/:slug', async (view, slug) => {
		const topic = (await db.read('topics', topicsInUse)).find((one) => one.slug === slug);
		return topic ? { name: within(view, topic.name), part: { topicSlug: slug } } : null;
	});
};
