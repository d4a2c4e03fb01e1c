import type { Context, Hono } from 'hono';

import { type Actor, may } from '#kernel/permission.ts';
import { toDate } from '#kernel/time.ts';
import { problem } from '#platform/http/problem.ts';

import { linkFor } from '../context.ts';
import { mediaWithPosters } from '../media-store.ts';
import { findPost } from '../store.ts';
import { drawNotice, type Notice } from './draw-notice.ts';
import type { PlanningNeeds } from './needs.ts';

type Needs = PlanningNeeds & {
	readonly identify: (request: Request) => Promise<Actor | null>;
};

/** Sharp enough for a sheet of A4. */
const PRINT = { mostBytes: 2_000_000, mostPixels: 4_000_000, mimes: ['image/jpeg', 'image/png'] };

/** The notice for the board at the town hall: one tagged PDF per post. */
export const mountNotice = (app: Hono, needs: Needs): void => {
	app.get('/api/posts/:id/aushang.pdf', async (c) => {
		const actor = await needs.identify(c.req.raw);
		if (actor === null) return problem(c, 401, { type: 'access.sign-in' });
		const notice = await noticeOf(needs, c.req.param('id'), actor);
		return notice === null ? problem(c, 404, { type: 'post.not-found' }) : send(c, await drawNotice(notice));
	});
};

const send = (c: Context, bytes: Uint8Array<ArrayBuffer>): Response =>
	c.body(bytes, 200, {
		'content-type': 'application/pdf',
		'content-disposition': 'inline; filename="aushang.pdf"',
		'cache-control': 'private, no-store',
	});

const noticeOf = async (needs: Needs, id: string, actor: Actor): Promise<Notice | null> => {
	const seen = await needs.db.read('post to print', async (tx) => {
		const post = await findPost(tx, id);
		if (post === null || !may(actor, 'post.read', post.unitId)) return null;
		const [first] = post.content.media;
		const [item, poster] = first ? await mediaWithPosters(tx, [first.mediaId]) : [];
		// On paper a film is the picture that stands for it.
		const shown = item?.film ? poster : item;
		return { post, picture: first ? { item: shown, alt: { ...item?.facts.alt, ...first.alt } } : null };
	});
	if (seen === null) return null;
	const { post, picture } = seen;
	const { name, zone, language } = await needs.people.authority();
	const unit = (await needs.people.units()).find((one) => one.id === post.unitId);
	const at = post.publishedAt ?? post.dueAt ?? needs.clock.now();
	const bytes = picture?.item ? await needs.files.get(picture.item.hash) : null;
	const alt = picture === null ? '' : (picture.alt[post.content.language] ?? Object.values(picture.alt)[0] ?? '');
	const locale = language === 'de' ? 'de-DE' : 'en-GB';
	return {
		authority: name,
		unit: unit?.name ?? '',
		title: post.content.title,
		text: post.content.text,
		language: post.content.language,
		date: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone }).format(toDate(at)),
		/** Nothing leads to a page that does not stand. */
		link: post.publishedAt === null || post.state === 'withdrawn' ? null : linkFor(needs.origin, post),
		draft: post.publishedAt === null,
		picture: bytes === null ? null : { bytes: (await needs.pictures.fit(bytes, PRINT)).bytes, alt },
	};
};
