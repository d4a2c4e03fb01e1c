import type { Context, Hono } from 'hono';

import type { Language } from '#kernel/language.ts';
import { EmbedFrame, EmbedPage } from '#web/public/embed-pages.tsx';

import { listPages, type Part, topicsInUse } from './queries.ts';
import type { Built } from './responder.ts';
import { inEveryLanguage, type SiteNeeds } from './site-routes.ts';

const ON_FRAME = 5;

interface Excerpt {
	readonly title: string;
	readonly part: Part;
}

/** Short lists that other sites may show in a frame, and the page that says how. */
export const mountEmbeds = (
	app: Hono,
	{ db, content, responder }: Pick<SiteNeeds, 'db' | 'content' | 'responder'>,
): void => {
	const route = inEveryLanguage(app);
	const frame = (
		c: Context,
		{ language, path }: { readonly language: Language; readonly path: string },
		find: (name: string) => Promise<Excerpt | undefined>,
	): Promise<Response> =>
		responder.cached(c, { language, path, framed: true }, async (view): Promise<Built> => {
			const found = await find(view.site.name);
			if (found === undefined) return { missing: 404 };
			const asked = { part: found.part, cursor: undefined, limit: ON_FRAME };
			const { items } = await db.read('news for a frame', (tx) => listPages(tx, asked));
			return EmbedFrame({ view, title: found.title, cards: await content.cards(items) });
		});

	route('/einbetten', (c, language) =>
		responder.cached(c, { language, path: '/einbetten' }, async (view) => {
			const units = [...(await content.units())].map(([slug, { name }]) => ({ slug, name }));
			return EmbedPage({ view, units, topics: await db.read('topics', topicsInUse) });
		}),
	);
	route('/einbetten/liste', (c, language) =>
		frame(c, { language, path: '/einbetten/liste' }, async (title) => ({ title, part: {} })),
	);
	route('/einbetten/stelle/:slug', (c, language) => {
		const slug = c.req.param('slug') ?? '';
		return frame(c, { language, path: `/einbetten/stelle/${slug}` }, async () => {
			const unit = (await content.units()).get(slug);
			return unit && { title: unit.name, part: { unitId: unit.id } };
		});
	});
	route('/einbetten/thema/:slug', (c, language) => {
		const slug = c.req.param('slug') ?? '';
		return frame(c, { language, path: `/einbetten/thema/${slug}` }, async () => {
			const topic = (await db.read('topics', topicsInUse)).find((one) => one.slug === slug);
			return topic && { title: topic.name, part: { topicSlug: slug } };
		});
	});
};
