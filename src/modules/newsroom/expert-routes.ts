import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';

import { type Language, languages } from '#kernel/language.ts';
import { problem } from '#platform/http/problem.ts';
import type { RateLimit } from '#platform/http/rate-limit.ts';
import { ExpertPage, TooManyPage, UnknownExpertPage } from '#web/public/expert-page.tsx';
import type { View } from '#web/public/model.ts';
import { addressOf } from './address-of.ts';
import { cleanTyped } from './domain/question.ts';
import type { ExpertDesk } from './needs.ts';
import type { Responder } from './responder.ts';

interface Needs {
	readonly responder: Responder;
	readonly expert: () => ExpertDesk;
	readonly tries: RateLimit;
}

const FORM_BYTES = 64 * 1024;
const TEXT_MOST = 5_000;
const Form = z.object({ text: z.string().max(20_000).catch('') });

/** The page of an expert who was asked, without an account. Looking changes nothing; one POST does, once. */
export const mountExpert = (app: Hono, needs: Needs): void => {
	const limited = bodyLimit({ maxSize: FORM_BYTES, onError: (c) => problem(c, 413, { type: 'request.too-large' }) });
	for (const language of languages) {
		const path = `${language === 'de' ? '' : `/${language}`}/fachfrage/:secret` as const;
		app.get(path, (c) => show(c, language, needs));
		app.post(path, limited, (c) => take(c, language, needs));
	}
};

const secretOf = (c: Context): string => (c.req.param('secret') ?? '').slice(0, 200);

const show = async (c: Context, language: Language, needs: Needs): Promise<Response> =>
	needs.tries.take(addressOf(c)) ? page(c, language, needs) : tooMany(c, language, needs);

const tooMany = (c: Context, language: Language, { responder }: Needs): Promise<Response> =>
	responder.own(c, { language, path: '/' }, { status: 429, build: async (view) => TooManyPage({ view }) });

interface Showing extends Pick<Needs, 'responder' | 'expert'> {
	readonly empty?: boolean;
}

const page = async (
	c: Context,
	language: Language,
	{ responder, expert, empty = false }: Showing,
): Promise<Response> => {
	const secret = secretOf(c);
	const inquiry = await expert().read(secret);
	if (inquiry === null) {
		const build = async (view: View) => UnknownExpertPage({ view });
		return responder.own(c, { language, path: '/' }, { status: 404, build });
	}
	const ended = inquiry.standing === 'withdrawn' || inquiry.standing === 'expired';
	const path = `/fachfrage/${encodeURIComponent(secret)}`;
	const status = ended ? 410 : empty ? 422 : 200;
	return responder.own(c, { language, path }, { status, build: async (view) => ExpertPage({ view, inquiry, empty }) });
};

const take = async (c: Context, language: Language, needs: Needs): Promise<Response> => {
	if (!needs.tries.take(addressOf(c))) return tooMany(c, language, needs);
	const { text } = Form.parse(await c.req.parseBody().catch(() => ({})));
	const said = cleanTyped(text).trim().slice(0, TEXT_MOST);
	if (said === '') return page(c, language, { ...needs, empty: true });
	await needs.expert().answer(secretOf(c), said);
	// Whether it was taken, came twice or too late, the page behind the link says how it stands.
	return c.redirect(c.req.path, 303);
};
