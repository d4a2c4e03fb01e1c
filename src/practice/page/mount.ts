import { type Context, Hono } from 'hono';
import { z } from 'zod';

import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import type { Clock } from '#kernel/time.ts';

import type { PracticeNetwork } from '../practice.ts';
import { styleSheet, typeface } from './assets.ts';
import { offeredMoods } from './moods.tsx';
import { TimelinePage } from './page.tsx';
import { placeOf } from './post.tsx';
import { reasons } from './post-acts.tsx';
import { taskAt, tasksOf } from './tasks.ts';
import { sayIn } from './texts.ts';
import { type Thread, threadsOf } from './threads.ts';

const MOST_THREADS = 50;

const Said = z.object({
	text: z.string().trim().min(1).max(500),
	to: z.string().optional(),
	as: z.string().max(60).optional(),
	mentions: z.string().max(100).optional(),
	visibility: z.enum(['public', 'unlisted', 'followers', 'private']).optional(),
});
const Marked = z.object({ id: z.string() });
const Reported = z.object({ id: z.string(), reason: z.enum(reasons), as: z.string().max(60).optional() });
const Edited = z.object({ id: z.string(), text: z.string().trim().min(1).max(500) });
const Tasked = z.object({ step: z.coerce.number().int() });
const Felt = z.object({ mood: z.enum(offeredMoods) });

/** Lets only signed-in staff pass to the practice networks. */
export const guardPractice = (app: Hono, identify: (request: Request) => Promise<Actor | null>): void => {
	app.use('/uebung/*', async (c, next) => {
		const actor = await identify(c.req.raw);
		if (actor === null) return c.redirect(`/desk/anmelden?${new URLSearchParams({ weiter: c.req.path })}`, 303);
		if (!may(actor, 'desk.use')) return c.notFound();
		await next();
		c.header('x-robots-tag', 'noindex');
		c.header('cache-control', 'no-store');
		return undefined;
	});
};

/** The pages of the practice networks: read as a citizen, answer, like, report, change the mood. Whoever shows them has asked who looks. */
export const practicePages = (networks: readonly PracticeNetwork[], clock: Pick<Clock, 'now'>): Hono => {
	const app = new Hono();
	app.get('/uebung', (c) => c.redirect(`/uebung/${networks[0]?.kind}`, 303));
	mountAssets(app);
	for (const network of networks) {
		const page = (c: Context, threads: readonly Thread[], alone: boolean) => {
			const view = { say: sayIn(c.req.header('accept-language')), network, networks, now: clock.now() };
			return c.html(`<!doctype html>${String(TimelinePage({ view, threads, alone }))}`);
		};
		const one = (id: string) => (c: Context) => {
			const thread = threadsOf(network.everything()).find(({ head, below }) =>
				[head, ...below].some((post) => post.id.endsWith(id)),
			);
			return thread ? page(c, [thread], true) : c.notFound();
		};
		const base = `/uebung/${network.kind}`;
		app.get(base, (c) => page(c, threadsOf(network.everything()).slice(0, MOST_THREADS), false));
		app.get(`${base}/media/:id`, (c) => {
			const media = network.media(c.req.param('id'));
			return media ? c.body(new Uint8Array(media.bytes), 200, { 'content-type': media.mime }) : c.notFound();
		});
		app.get(`${base}/profile/:handle`, (c) => c.redirect(base, 303));
		app.get(`${base}/profile/:handle/post/:id`, (c) => one(`/${c.req.param('id')}`)(c));
		app.get(`${base}/watch`, (c) => one(c.req.query('lc') ?? c.req.query('v') ?? '')(c));
		app.get(`${base}/:handle{@.+}/post/:id`, (c) => one(c.req.param('id'))(c));
		app.get(`${base}/:handle{@.+}/:id`, (c) => one(c.req.param('id'))(c));
		app.get(`${base}/:handle/status/:id`, (c) => one(c.req.param('id'))(c));
		app.get(`${base}/:id{[0-9_]+}`, (c) => one(c.req.param('id'))(c));
		app.get(`${base}/p/:id/`, (c) => one(c.req.param('id'))(c));
		app.get(`${base}/:handle/`, (c) => c.redirect(base, 303));
		app.get(`${base}/:handle{@.+}`, (c) => c.redirect(base, 303));
		mountActs(app, network, base);
	}
	return app;
};

const mountAssets = (app: Hono): void => {
	const style = styleSheet();
	app.get('/uebung/uebung.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }));
	app.get('/uebung/:file{fira-sans-[0-9]+.woff2}', (c) => {
		const font = typeface(Number(/\d+/.exec(c.req.param('file'))?.[0]));
		return font ? c.body(new Uint8Array(font), 200, { 'content-type': 'font/woff2' }) : c.notFound();
	});
};

const isCitizens = (network: PracticeNetwork, id: string): boolean =>
	network.timeline().some((post) => post.id === id && !post.author.official);

/** What a citizen does: a form, an act, and back to where it was done. What cannot be read changes nothing. */
const mountActs = (app: Hono, network: PracticeNetwork, base: string): void => {
	/** `work` answers the post it was about. */
	const act = <T>(name: string, shape: z.ZodType<T>, work: (given: T) => string | null): void => {
		app.post(`${base}/${name}`, async (c) => {
			const given = shape.safeParse(await c.req.parseBody());
			const post = given.success ? work(given.data) : null;
			return c.redirect(post === null ? base : `${base}#${placeOf(post)}`, 303);
		});
	};
	act('say', Said, ({ text, to, as, mentions, visibility }) =>
		network.reply({
			text,
			...(to ? { to } : {}),
			...(as ? { as } : {}),
			...(mentions && !to ? { mentions } : {}),
			...(visibility ? { visibility } : {}),
		}),
	);
	act('like', Marked, ({ id }) => {
		network.like(id);
		return id;
	});
	act('report', Reported, ({ id, reason, as }) => {
		network.report({ id, reason, ...(as ? { as } : {}) });
		return id;
	});
	act('edit', Edited, ({ id, text }) => {
		if (network.kind === 'mastodon' && isCitizens(network, id)) network.editReply(id, text);
		return id;
	});
	act('delete', Marked, ({ id }) => {
		if (isCitizens(network, id)) network.deleteReply(id);
		return id;
	});
	act('mood', Felt, ({ mood }) => {
		network.feel(mood);
		return null;
	});
	act('task', Tasked, ({ step }) => {
		network.setTask(taskAt(tasksOf[network.kind], step).step);
		return null;
	});
};
