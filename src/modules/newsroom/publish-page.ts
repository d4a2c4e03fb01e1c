import type { Ids } from '#kernel/ids.ts';
import { system } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { type Clock, toDate } from '#kernel/time.ts';
import type { About, OutgoingRendition } from '#modules/channels/index.ts';
import { type Act, done, type Leaf, unchanged } from '#platform/act.ts';
import type { Database } from '#platform/db/database.ts';
import { keepDocument } from './documents.ts';
import { isSlug } from './domain/words.ts';
import type { Films } from './films.ts';
import type { Pictures } from './pictures.ts';
import {
	addPage,
	lockPage,
	lookAtGround,
	markWithdrawn,
	type PagePlace,
	pageOfKey,
	rewritePage,
	type Writing,
} from './store.ts';
import type { StoredFilm } from './tables.ts';

export type PageFailure = {
	readonly type: 'page.unusable';
	readonly field: 'about' | 'title' | 'slug' | 'page';
	readonly reason: string;
};

interface Needs {
	readonly act: Act;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly pictures: Pictures;
	readonly films: Films;
	readonly db: Database;
	/** Called in this process after a change; the others hear it by event. */
	readonly changed: () => void;
}

export interface PageActs {
	/** Puts a post on the public site. The same key again finds the page that stands; another key for the same post writes a new version. */
	publishPage(rendition: OutgoingRendition, key: string): Promise<Result<PagePlace, PageFailure>>;
	/** Writes a new version over the page and keeps the old one readable, with what was corrected. Harmless to repeat by key. */
	editPage(pageId: string, rendition: OutgoingRendition, key: string): Promise<Result<PagePlace, PageFailure>>;
	/** Takes the page down; its address keeps saying that it was there. A page that is down already counts as withdrawn. */
	withdrawPage(pageId: string): Promise<Result<void, never>>;
}

const actor = system('newsroom');

const unusable = (field: PageFailure['field'], reason: string) =>
	fail({ type: 'page.unusable' as const, field, reason });

const check = ({ about, title }: OutgoingRendition): Result<About, PageFailure> => {
	if (about === undefined) return unusable('about', 'a page needs to know its post');
	if (title.trim() === '') return unusable('title', 'a page needs a title');
	if (!isSlug(about.slug)) return unusable('slug', 'not usable as an address');
	return { ok: true, value: about };
};

const leafOf = (kind: Leaf['kind'], place: PagePlace, { rendition, about, media, film, document }: Writing): Leaf => ({
	kind,
	subject: about.postId,
	unitId: about.unitId,
	payload: {
		page: place.id,
		address: `/beitrag/${place.slug}`,
		version: place.version,
		title: rendition.title,
		text: rendition.text,
		...(rendition.warning?.words ? { warning: rendition.warning.words } : {}),
		language: rendition.language,
		kind: about.kind,
		topic: about.topic,
		...(about.details === undefined ? {} : { details: about.details }),
		media: media.map(({ hash, alt, credit }) => ({ sha256: hash, alt, ...(credit ? { credit } : {}) })),
		...(film === null ? {} : { film: filmLeaf(film) }),
		...(document === null ? {} : { document: { sha256: document.hash, title: document.title } }),
		...(about.translations === undefined
			? {}
			: { translations: about.translations.map(({ language, title, text }) => ({ language, title, text })) }),
		...(about.correction === undefined ? {} : { correction: about.correction }),
	},
});

const filmLeaf = ({ hash, alt, captions, silent, words, credit }: StoredFilm) => ({
	...{ sha256: hash, alt, silent },
	captions: captions.map((one) => ({ language: one.language, sha256: one.hash })),
	...(words ? { words: words.map((one) => ({ language: one.language, sha256: one.hash })) } : {}),
	...(credit ? { credit } : {}),
});

/** The three acts that change the public site's pages. Each leaves its leaf and tells every process in the same commit. */
export const createPageActs = ({ act, clock, ids, pictures, films, db, changed }: Needs): PageActs => {
	const kept = async ({ media, document }: OutgoingRendition) => ({
		film: await films.keep(media),
		document: await keepDocument(db, document),
		media: await pictures.keep(media.filter(({ film }) => film === undefined)),
	});
	const told = <T>(result: T): T => {
		changed();
		return result;
	};

	return {
		async publishPage(rendition, key) {
			const checked = check(rendition);
			if (!checked.ok) return checked;
			const about = checked.value;
			const shown = await kept(rendition);
			return told(
				await act('publish page', actor, async (tx) => {
					const { earlier, isTaken, isBuilt } = await lookAtGround(tx, { ...about, key });
					if (earlier) return unchanged(earlier);
					if (isTaken) return unusable('slug', 'another page has this address');
					const writing = { rendition, about, ...shown, key, at: toDate(clock.now()) };
					const standing = isBuilt ? await lockPage(tx, { post: about.postId }) : undefined;
					const place = standing
						? await rewritePage(tx, standing, writing)
						: await addPage(tx, ids.next('page'), writing);
					return done(place, leafOf('page.published', place, writing));
				}),
			);
		},
		async editPage(pageId, rendition, key) {
			const checked = check(rendition);
			if (!checked.ok) return checked;
			const shown = await kept(rendition);
			return told(
				await act('edit page', actor, async (tx) => {
					const earlier = await pageOfKey(tx, key);
					if (earlier) return unchanged(earlier);
					const page = await lockPage(tx, { id: pageId });
					if (page === undefined) return unusable('page', 'there is no such page');
					const writing = { rendition, about: checked.value, ...shown, key, at: toDate(clock.now()) };
					const place = await rewritePage(tx, page, writing);
					return done(place, leafOf('page.edited', place, writing));
				}),
			);
		},
		withdrawPage: async (pageId) =>
			told(
				await act('withdraw page', actor, async (tx) => {
					const page = await lockPage(tx, { id: pageId });
					if (page === undefined || page.withdrawn_at !== null) return unchanged(undefined);
					await markWithdrawn(tx, pageId, toDate(clock.now()));
					const payload = { page: page.id, address: `/beitrag/${page.slug}`, version: page.version };
					return done(undefined, { kind: 'page.withdrawn', subject: page.post_id, unitId: page.unit_id, payload });
				}),
			),
	};
};
