import type { Context, Hono } from 'hono';

import { type Language, languages } from '#kernel/language.ts';
import type { RateLimit } from '#platform/http/rate-limit.ts';
import type { View } from '#web/public/model.ts';
import { WayOutPage } from '#web/public/way-out-page.tsx';
import { addressOf } from './address-of.ts';
import type { WayOut } from './needs.ts';
import type { Responder } from './responder.ts';

interface Needs {
	readonly responder: Responder;
	readonly wayOut: () => WayOut;
	readonly tries: RateLimit;
}

/**
 * Out of the press lists without an account. Looking changes nothing, for mail programs open links by themselves; one POST
 * does, be it the button of the page or the click of a mail program. SPEC: RFC 8058.
 */
export const mountWayOut = (app: Hono, needs: Needs): void => {
	for (const language of languages) {
		const path = `${language === 'de' ? '' : `/${language}`}/verteiler/:token` as const;
		app.get(path, (c) => show(c, language, needs));
		app.post(path, (c) => take(c, language, needs));
	}
};

const tokenOf = (c: Context): string => (c.req.param('token') ?? '').slice(0, 200);

const show = async (c: Context, language: Language, { responder, wayOut, tries }: Needs): Promise<Response> => {
	const token = tokenOf(c);
	if (!tries.take(addressOf(c))) return tooMany(c, language, responder);
	const found = await wayOut().show(token);
	const path = found === null ? '/' : `/verteiler/${encodeURIComponent(token)}`;
	const state = found === null ? 'unknown' : found.address === null ? 'done' : 'ask';
	return responder.own(
		c,
		{ language, path },
		{
			...(found === null ? { status: 404 } : {}),
			build: async (view: View) => WayOutPage({ view, state, address: found?.address ?? '', unit: found?.unit ?? '' }),
		},
	);
};

const take = async (c: Context, language: Language, { responder, wayOut, tries }: Needs): Promise<Response> => {
	if (!tries.take(addressOf(c))) return tooMany(c, language, responder);
	const gone = await wayOut().take(tokenOf(c));
	const build = async (view: View) => WayOutPage({ view, state: gone ? 'done' : 'unknown' });
	return responder.own(c, { language, path: '/' }, { ...(gone ? {} : { status: 404 }), build });
};

const tooMany = (c: Context, language: Language, responder: Responder): Promise<Response> =>
	responder.own(
		c,
		{ language, path: '/' },
		{ status: 429, build: async (view) => WayOutPage({ view, state: 'many' }) },
	);
