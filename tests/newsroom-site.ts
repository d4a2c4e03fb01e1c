import { randomBytes } from 'node:crypto';

import { Hono } from 'hono';

import { ok } from '#kernel/result.ts';
import type { OutgoingMedia, OutgoingRendition } from '#modules/channels/index.ts';
import { createNewsroom, type OfficialPresence, type Question } from '#modules/newsroom/index.ts';
import { createAct } from '#platform/act.ts';
import { createPictures } from '#platform/media/pictures.ts';

import { listen } from '../src/serve.ts';
import { startTestOffice } from './office.ts';

interface Wish {
	readonly at?: string;
	readonly trial?: 'lab' | 'sample' | null;
	readonly presences?: readonly OfficialPresence[];
}

/** The public site on its own port in front of a whole office, with a question desk that remembers what it was told. */
export const openTestSite = async ({ at = '2026-11-24T08:00:00Z', trial = null, presences = [] }: Wish = {}) => {
	const office = await startTestOffice({ at, lab: false });
	const { corridor, people, records, dialogue, policy } = office.office;
	const listening = await listen({ port: 0, host: '127.0.0.1' });
	const origin = `http://127.0.0.1:${listening.port}`;
	const asked: { question: Question; secret: string }[] = [];
	const act = createAct({ db: corridor.db, ledger: records.ledger });
	const newsroom = createNewsroom({
		...corridor,
		...{ act, swift: { db: corridor.swiftDb, act }, origin, trial, people, records, workshop: createPictures() },
		channels: {
			livePresences: async () => presences.filter(({ retiredAt }) => retiredAt === null),
			retiredPresences: async () => presences.filter(({ retiredAt }) => retiredAt !== null),
		},
		withdrawnNote: async () => 'Die Sperrung entfällt.',
		moderation: () => ({ ...dialogue.moderation, netiquette: policy.netiquette }),
		dialogue: {
			async receiveQuestion(question) {
				const secret = randomBytes(32).toString('base64url');
				asked.push({ question, secret });
				return ok({ receiptSecret: secret });
			},
			readHandover: async () => null,
			async readReceipt(secret) {
				const found = asked.find((one) => one.secret === secret);
				if (!found) return null;
				return {
					state: 'open' as const,
					question: found.question.text,
					dueBy: corridor.clock.now(),
					withheld: false,
					answers: [],
				};
			},
		},
	});
	const app = new Hono();
	newsroom.mountRaw(app, async () => null);
	newsroom.start();
	let fromApp = 0;
	listening.answerWith({
		answerAhead: newsroom.answerFromCache,
		fetch(request, env) {
			fromApp += 1;
			return app.fetch(request, env);
		},
	});
	const get = (path: string, headers: Record<string, string> = {}) =>
		fetch(path.startsWith('http') ? path : `${origin}${path}`, { headers, redirect: 'manual' });

	return {
		...{ office, origin, newsroom, asked, corridor, get },
		channel: newsroom.channel(null),
		/** How many requests reached the app instead of being answered from memory. */
		reachedApp: () => fromApp,
		text: async (path: string) => (await get(path)).text(),
		post: (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
			fetch(`${origin}${path}`, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' }),
		async close() {
			newsroom.stop();
			await listening.close();
			await office.close();
		},
	};
};

export type TestSite = Awaited<ReturnType<typeof openTestSite>>;

type Words = Partial<Omit<OutgoingRendition, 'about'>> & {
	readonly slug?: string;
	readonly postId?: string;
	readonly unitId?: string;
	readonly topic?: string | null;
	readonly correction?: string;
};

/** A finished rendition for the newsroom; what is not said is plain. */
export const renditionOf = ({
	slug = 'bruecke',
	postId = 'post-1',
	unitId = 'unit-1',
	topic = 'Verkehr',
	correction,
	...rest
}: Words): OutgoingRendition => ({
	title: 'Mühlkanalbrücke ab Montag gesperrt',
	text: 'Bis 18. Dezember ist die Brücke gesperrt.\n\n# So kommen Sie hinüber\n\n- Mit dem Auto: Umleitung U4.\n- Mit dem Bus: Linie 4.',
	language: 'de',
	media: [],
	visibility: 'public',
	createdAt: 0 as OutgoingRendition['createdAt'],
	about: { postId, unitId, kind: 'news', topic, slug, ...(correction === undefined ? {} : { correction }) },
	...rest,
});

/** A real picture, so that the sizes are really made. */
export const pictureOf = async (alt: string, width = 1200, height = 800): Promise<OutgoingMedia> => {
	const { default: sharp } = await import('sharp');
	const bytes = await sharp({ create: { width, height, channels: 3, background: '#2044aa' } })
		.jpeg()
		.toBuffer();
	return { bytes, mime: 'image/jpeg', alt, width, height, fileName: 'bild.jpg' };
};
