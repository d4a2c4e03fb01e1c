import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';

import { type Language, languages } from '#kernel/language.ts';
import type { Database } from '#platform/db/database.ts';
import { problem } from '#platform/http/problem.ts';
import type { RateLimit } from '#platform/http/rate-limit.ts';
import { blank, type Draft } from '#web/public/ask-form.tsx';
import { HandoverPage } from '#web/public/handover-page.tsx';
import type { View } from '#web/public/model.ts';
import { AskPage, NoReceiptPage, ReceiptPage } from '#web/public/question-pages.tsx';
import { addressOf } from './address-of.ts';
import type { Content } from './content.ts';
import { cleanTyped, faultsOf } from './domain/question.ts';
import { KEEP_NOWHERE, publicHeaders } from './headers.ts';
import type { QuestionDesk } from './needs.ts';
import { pageBySlug } from './queries.ts';
import type { QuestionGuard } from './question-guard.ts';
import type { Place, Responder } from './responder.ts';

interface Needs {
	readonly db: Database;
	readonly content: Content;
	readonly responder: Responder;
	readonly guard: QuestionGuard;
	readonly questions: RateLimit;
	readonly desk: QuestionDesk;
	readonly origin: string;
}

/** The longest question there may be, in the widest form of writing it. */
const FORM_BYTES = 512 * 1024;

const field = (most: number) => z.string().max(most).catch('');
const Form = z.object({
	frage: field(20_000),
	name: field(1_000),
	mail: field(1_000),
	beitrag: field(200),
	stelle: field(200),
	webseite: field(1_000),
	marke: field(200),
	altcha: field(2_000),
});
type Form = z.infer<typeof Form>;

const place = (language: Language, path = '/frage'): Place => ({ language, path });

const limited = bodyLimit({
	maxSize: FORM_BYTES,
	onError: (c) => problem(c, 413, { type: 'request.too-large' }),
});

export const mountQuestions = (app: Hono, needs: Needs): void => {
	const { responder, guard, desk, origin } = needs;
	app.get('/frage/aufgabe', async (c) =>
		c.json(await guard.task(), 200, { ...publicHeaders(origin), 'cache-control': KEEP_NOWHERE }),
	);
	for (const language of languages) {
		const prefix = language === 'de' ? '' : `/${language}`;
		app.get(`${prefix}/frage`, (c) =>
			responder.cached(c, place(language), async (view) => AskPage({ view, draft: blank })),
		);
		app.post(`${prefix}/frage`, limited, (c) => receive(c, language, needs));
		app.get(`${prefix}/frage/:secret`, async (c) => {
			const secret = c.req.param('secret');
			const receipt = await desk.readReceipt(secret);
			const path = `/frage/${secret}`;
			if (receipt === null) {
				const build = async (view: View) => NoReceiptPage({ view });
				return responder.own(c, { language, path: '/' }, { status: 404, build });
			}
			return responder.own(c, { language, path }, { build: async (view) => ReceiptPage({ view, receipt }) });
		});
		app.get(`${prefix}/uebergabe/:secret`, async (c) => {
			const secret = c.req.param('secret');
			const handover = await desk.readHandover(secret);
			const at = { language, path: `/uebergabe/${secret}` };
			if (handover === null) {
				const build = async (view: View) => NoReceiptPage({ view });
				return responder.own(c, { language, path: '/' }, { status: 404, build });
			}
			return responder.own(c, at, { build: async (view) => HandoverPage({ view, handover }) });
		});
	}
};

const receive = async (c: Context, language: Language, needs: Needs): Promise<Response> => {
	const { guard, questions } = needs;
	const form = Form.parse(await c.req.parseBody().catch(() => ({})));
	const draft = toDraft(form);
	const proof = form.altcha || form.marke;
	const before = proof === '' ? undefined : guard.earlier(proof);
	if (before !== undefined) return toReceipt(c, language, before);
	const step = await nextStep(form, draft, guard);
	if (step !== 'take') return again(c, language, { needs, draft, step });
	// A filled trap is no mistake of a person: the program gets what looks like success, and nothing is kept.
	if (form.webseite !== '') return toReceipt(c, language, guard.stamp().slice(-43));
	if (!questions.take(addressOf(c))) return again(c, language, { needs, draft, step: 'many' });
	const receipt = await hand(needs, draft, { language, proof });
	if (!receipt.ok) {
		const errors = { text: 'empty' };
		return again(c, language, { needs, draft: { ...draft, errors }, step: 'faulty' });
	}
	guard.spend(proof, receipt.value.receiptSecret);
	return toReceipt(c, language, receipt.value.receiptSecret);
};

const toDraft = (form: Form): Draft => {
	const filled = {
		text: cleanTyped(form.frage),
		name: cleanTyped(form.name).replaceAll('\n', ' ').trim(),
		mail: cleanTyped(form.mail).trim(),
	};
	return { ...filled, page: form.beitrag || null, unit: form.stelle || null, errors: faultsOf(filled) };
};

type Step = 'take' | 'faulty' | 'confirm' | 'wait' | 'again';

const nextStep = async (form: Form, draft: Draft, guard: QuestionGuard): Promise<Step> => {
	if (Object.keys(draft.errors).length > 0) return 'faulty';
	if (form.altcha !== '' && (await guard.isSolved(form.altcha))) return 'take';
	if (form.marke === '') return 'confirm';
	return ({ good: 'take', early: 'wait', late: 'again', forged: 'confirm' } as const)[guard.check(form.marke)];
};

interface Again {
	readonly needs: Needs;
	readonly draft: Draft;
	readonly step: Exclude<Step, 'take'> | 'many';
}

/** The second step, with what was written and a fresh stamp. */
const again = (c: Context, language: Language, { needs, draft, step }: Again): Promise<Response> => {
	const status = step === 'many' ? 429 : step === 'faulty' ? 422 : 200;
	return needs.responder.own(c, place(language), {
		status,
		build: async (view) => {
			const said = Object.entries(draft.errors).map(([name, fault]) => [name, view.say(`ask.errors.${fault}`)]);
			const title = draft.page === null ? undefined : await titleOf(needs, draft.page);
			return AskPage({
				view,
				draft: { ...draft, errors: Object.fromEntries(said) },
				stamp: needs.guard.stamp(),
				tooMany: step === 'many',
				...(title === undefined ? {} : { about: title }),
				...(step === 'wait' || step === 'again' ? { note: step } : {}),
			});
		},
	});
};

const titleOf = async ({ db }: Needs, slug: string): Promise<string | undefined> =>
	(await db.read('page of a question', (tx) => pageBySlug(tx, slug)))?.title;

const hand = async (
	{ desk, content }: Needs,
	draft: Draft,
	{ language, proof }: { readonly language: Language; readonly proof: string },
) => {
	const unit = draft.unit === null ? undefined : (await content.units()).get(draft.unit);
	return desk.receiveQuestion({
		text: draft.text.trim(),
		language,
		proof,
		...(draft.page === null ? {} : { pageSlug: draft.page }),
		...(unit === undefined ? {} : { unitId: unit.id }),
		...(draft.name === '' ? {} : { name: draft.name }),
		...(draft.mail === '' ? {} : { mail: draft.mail }),
	});
};

const toReceipt = (c: Context, language: Language, secret: string): Response =>
	c.redirect(`${language === 'de' ? '' : `/${language}`}/frage/${encodeURIComponent(secret)}`, 303);
