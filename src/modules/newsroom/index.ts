import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Context, Hono } from 'hono';

import type { Actor } from '#kernel/permission.ts';
import { hours } from '#kernel/time.ts';
import type { Channel } from '#modules/channels/index.ts';
import type { Mount } from '#platform/http/mount.ts';
import { createRateLimit } from '#platform/http/rate-limit.ts';
import { mountAhead } from './ahead-routes.ts';
import { shelveAssets } from './assets.ts';
import { createNewsroomChannel } from './channel.ts';
import { createContent } from './content.ts';
import { mountDocuments } from './documents.ts';
import { mountEmbeds } from './embed-routes.ts';
import { mountExpert } from './expert-routes.ts';
import { mountFeeds } from './feed-routes.ts';
import { createFilms, mountFilms } from './films.ts';
import { FOR_EVER, publicHeaders } from './headers.ts';
import { mountLanguages } from './language-routes.ts';
import type { NewsroomNeeds } from './needs.ts';
import { mountNetiquette } from './netiquette-routes.ts';
import { createPageCache } from './page-cache.ts';
import { createPictures, type Pictures } from './pictures.ts';
import { mountCover, mountPodcastDesk } from './podcast/desk-routes.ts';
import { mountPodcast } from './podcast/routes.ts';
import { createShows } from './podcast/show.ts';
import { createPageActs } from './publish-page.ts';
import { createQuestionGuard } from './question-guard.ts';
import { mountQuestions } from './question-routes.ts';
import { createResponder, type Responder } from './responder.ts';
import { mountDesk } from './routes.ts';
import { mountSearch } from './search-route.ts';
import { mountMaps } from './site-maps.ts';
import { mountSite } from './site-routes.ts';
import { createTexts } from './texts.ts';
import { mountVoices } from './voices-routes.ts';
import { mountWayOut } from './way-out-routes.ts';

export { newsroomMigrations } from './migrations.ts';
export type { LogState, NewsroomNeeds, OfficialPresence, Question, QuestionDesk, Receipt } from './needs.ts';

/** A household asks a handful of questions an hour, an office with many people some dozens. */
const QUESTIONS_PER_HOUR = 30;
/** A newsroom behind one address may unsubscribe all its people at once. */
const TRIES_PER_HOUR = 60;

export interface Newsroom {
	mountRoutes(mount: Mount): void;
	/** The public site. Mount it after everything else: it answers every address nobody else answers. */
	mountRaw(app: Hono, identify: (request: Request) => Promise<Actor | null>): void;
	start(): void;
	stop(): void;
	/** The in-house channel: every presence of it publishes on the one public site. */
	readonly channel: (presence: unknown) => Channel;
	/** The public page of a unit; the front page for one that is not shown. */
	pageOfUnit(unitId: string): Promise<string>;
	/** Answers from memory, before the app sees the request; false when the app must. */
	answerFromCache(request: IncomingMessage, response: ServerResponse): boolean;
}

/** Opens the public site: pages, feeds, search, question form, and the channel that publishes on it. */
export const createNewsroom = (needs: NewsroomNeeds): Newsroom => {
	const { db, clock, events, files, log, origin, dialogue } = needs;
	const cache = createPageCache({ clock });
	const assets = shelveAssets(cache, origin);
	const changed = () => cache.changed('content');
	const pictures = createPictures({ db, files });
	const films = createFilms({ db, files, pictures });
	const content = createContent(needs, assets);
	const responder = createResponder({ ...needs, cache, content });
	const texts = createTexts({ ...needs, changed });
	const shows = createShows({ ...needs, changed });
	const acts = createPageActs({ ...needs, ...needs.swift, pictures, films, changed });
	const channel = createNewsroomChannel({ db, log, origin, acts });
	let off: (() => void) | undefined;

	return {
		mountRoutes(mount) {
			mountDesk(mount, texts);
			mountPodcastDesk(mount, shows);
		},
		mountRaw(app, identify) {
			mountCover(app, shows, identify);
			mountPodcast(app, { db, content, responder, origin });
			mountSite(app, { ...needs, content, responder, texts });
			mountVoices(app, { ...needs, responder });
			mountAhead(app, { ...needs, content, responder });
			mountSearch(app, { db, content, responder });
			mountEmbeds(app, { db, content, responder });
			mountLanguages(app, { db, content, responder });
			mountFeeds(app, { ...needs, content, responder });
			mountMaps(app, { ...needs, responder });
			mountPictures(app, pictures, origin);
			mountFilms(app, { films, files, origin });
			mountDocuments(app, { films, files, origin });
			if (dialogue) {
				const guard = createQuestionGuard(needs);
				const questions = createRateLimit({ clock, most: QUESTIONS_PER_HOUR, windowMs: hours(1) });
				mountQuestions(app, { db, content, responder, guard, questions, desk: dialogue, origin });
			}
			if (needs.expert) {
				const tries = createRateLimit({ clock, most: TRIES_PER_HOUR, windowMs: hours(1) });
				mountExpert(app, { responder, expert: needs.expert, tries });
			}
			if (needs.wayOut) {
				const tries = createRateLimit({ clock, most: TRIES_PER_HOUR, windowMs: hours(1) });
				mountWayOut(app, { responder, wayOut: needs.wayOut, tries });
			}
			if (needs.moderation) {
				const tries = createRateLimit({ clock, most: TRIES_PER_HOUR, windowMs: hours(1) });
				mountNetiquette(app, { responder, moderation: needs.moderation, tries, trial: needs.trial });
			}
			mountRest(app, responder);
		},
		start() {
			off = events.subscribe(
				({ topic }) => {
					if (topic === 'record') cache.changed('log');
					if (topic === 'conversation') cache.changed('talk');
					if (topic === 'setting' || topic === 'presence' || topic === 'person') cache.changed('content');
				},
				() => cache.changed('content'),
			);
		},
		stop: () => off?.(),
		channel: () => channel,
		async pageOfUnit(unitId) {
			const found = [...(await content.units())].find(([, { id }]) => id === unitId);
			return found ? `${origin}/stelle/${found[0]}` : `${origin}/`;
		},
		answerFromCache: cache.answer,
	};
};

const mountPictures = (app: Hono, pictures: Pictures, origin: string): void => {
	const types = { jpg: 'image/jpeg', webp: 'image/webp' } as const;
	for (const format of ['jpg', 'webp'] as const) {
		app.get(`/medien/:hash{[0-9a-f]{64}}/:size{[1-9][0-9]{0,4}\\.${format}}`, async (c, next) => {
			const size = Number.parseInt(c.req.param('size'), 10);
			const bytes = await pictures.find(c.req.param('hash'), size, format);
			if (bytes === null) return next();
			const caching = { 'content-type': types[format], 'cache-control': FOR_EVER };
			return c.body(new Uint8Array(bytes), 200, { ...publicHeaders(origin), ...caching });
		});
	}
};

/** Every address that is nobody's: a page that says so, in the reader's language. The API answers for itself. */
const mountRest = (app: Hono, responder: Responder): void => {
	const missing = (c: Context, next: () => Promise<void>): Promise<Response | undefined> => {
		if (c.req.path.startsWith('/api/')) return next().then(() => undefined);
		return responder.missing(c, /^\/en(\/|$)/.test(c.req.path) ? 'en' : 'de');
	};
	app.get('*', async (c, next) => missing(c, next));
};
