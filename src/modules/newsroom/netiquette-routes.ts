import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';

import { type Language, languages } from '#kernel/language.ts';
import { problem } from '#platform/http/problem.ts';
import type { RateLimit } from '#platform/http/rate-limit.ts';
import type { View } from '#web/public/model.ts';
import { FiguresPage, NetiquettePage } from '#web/public/netiquette-pages.tsx';
import { ObjectionPage, UnknownObjectionPage } from '#web/public/objection-page.tsx';
import { addressOf } from './address-of.ts';
import { cleanTyped } from './domain/question.ts';
import type { ModerationDesk } from './needs.ts';
import type { Responder } from './responder.ts';
import { inEveryLanguage } from './site-routes.ts';

interface Needs {
	readonly responder: Responder;
	readonly moderation: () => ModerationDesk;
	readonly tries: RateLimit;
	readonly trial: 'lab' | 'sample' | null;
}

const FORM_BYTES = 64 * 1024;
const TEXT_MOST = 4_000;
const Form = z.object({ text: z.string().max(20_000).catch('') });

/** What holds for those who write to us, what was done by it in numbers, and the way to object. */
export const mountNetiquette = (app: Hono, needs: Needs): void => {
	const { responder, moderation, trial } = needs;
	const route = inEveryLanguage(app);
	route('/netiquette', (c, language) =>
		responder.cached(c, { language, path: '/netiquette' }, async (view) => {
			const netiquette = await moderation().netiquette();
			return netiquette === null ? { missing: 404 } : NetiquettePage({ view, netiquette, old: false });
		}),
	);
	route('/netiquette/fassung/:number{0|[1-9][0-9]{0,5}}', (c, language) => {
		const number = Number(c.req.param('number'));
		return responder.cached(c, { language, path: `/netiquette/fassung/${number}` }, async (view) => {
			const netiquette = await moderation().netiquette(number);
			return netiquette === null ? { missing: 404 } : NetiquettePage({ view, netiquette, old: true });
		});
	});
	// Every act and every decision about an objection is on record: the figures are as old as the log.
	route('/netiquette/zahlen', (c, language) =>
		responder.cached(c, { language, path: '/netiquette/zahlen', source: 'log' }, async (view) =>
			FiguresPage({ view, lines: await moderation().figures({ practice: trial !== null }) }),
		),
	);
	const limited = bodyLimit({
		maxSize: FORM_BYTES,
		onError: (c) => problem(c, 413, { type: 'request.too-large' }),
	});
	for (const language of languages) {
		const path = `${language === 'de' ? '' : `/${language}`}/widerspruch/:secret` as const;
		app.get(path, (c) => show(c, language, needs));
		app.post(path, limited, (c) => take(c, language, needs));
	}
};

const secretOf = (c: Context): string => (c.req.param('secret') ?? '').slice(0, 200);

interface Showing extends Pick<Needs, 'responder' | 'moderation'> {
	readonly note?: 'empty' | 'late' | 'before' | 'many';
	readonly draft?: string;
	readonly status?: 200 | 422 | 429;
}

const show = async (
	c: Context,
	language: Language,
	{ responder, moderation, ...noted }: Showing,
): Promise<Response> => {
	const secret = secretOf(c);
	const found = await moderation().readObjection(secret);
	if (found === null)
		return responder.own(
			c,
			{ language, path: '/' },
			{ status: 404, build: async (view: View) => UnknownObjectionPage({ view }) },
		);
	const { status = 200, note, draft } = noted;
	const path = `/widerspruch/${encodeURIComponent(secret)}`;
	const build = async (view: View) =>
		ObjectionPage({ view, act: found, ...(note && { note }), ...(draft && { draft }) });
	return responder.own(c, { language, path }, { status, build });
};

/** Looking changes nothing; one POST does, once. */
const take = async (c: Context, language: Language, needs: Needs): Promise<Response> => {
	const { text } = Form.parse(await c.req.parseBody().catch(() => ({})));
	const draft = cleanTyped(text).trim().slice(0, TEXT_MOST);
	if (draft.length < 5) return show(c, language, { ...needs, note: 'empty', draft, status: 422 });
	if (!needs.tries.take(addressOf(c))) return show(c, language, { ...needs, note: 'many', draft, status: 429 });
	const taken = await needs.moderation().object(secretOf(c), { text: draft, language });
	if (taken.ok) return c.redirect(c.req.path, 303);
	const note = taken.error.type === 'moderation.objection-late' ? 'late' : 'before';
	return show(c, language, { ...needs, note, status: 422 });
};
