import { createHash } from 'node:crypto';

import type { Language } from '#kernel/language.ts';
import { fromDate, type Instant, instant } from '#kernel/time.ts';
import type { Files } from '#platform/files.ts';
import type { Card, Film, Log, Named, Page, Picture, Presence, Proof, View } from '#web/public/model.ts';
import { createSay } from '#web/public/say.ts';

import { nextOver } from './ahead.ts';
import type { Assets } from './assets.ts';
import { nextMidnight } from './domain/calendar.ts';
import { addressParts } from './domain/words.ts';
import type { NewsroomNeeds, OfficialPresence } from './needs.ts';
import { type Listing, versionsOf } from './queries.ts';
import { siteReader } from './site.ts';
import type { PageRow } from './store.ts';
import type { StoredFilm, StoredPicture } from './tables.ts';
import { leadOf } from './warned.ts';

type Needs = Pick<
	NewsroomNeeds,
	'db' | 'files' | 'clock' | 'people' | 'channels' | 'records' | 'origin' | 'trial' | 'dialogue'
>;

/** Turns what is stored into what pages show. */
export interface Content {
	view(language: Language, path: string): Promise<View>;
	/** Units by the word in their address. */
	units(): Promise<ReadonlyMap<string, { readonly id: string; readonly name: string }>>;
	cards(rows: readonly Listing[]): Promise<readonly Card[]>;
	page(row: PageRow): Promise<Page>;
	presences(): Promise<readonly Presence[]>;
	/** Accounts that were given up, the latest first. */
	retired(): Promise<readonly Presence[]>;
	proof(subject: string): Promise<Proof | null>;
	log(): Promise<Log | null>;
	/** Until when what is made now stays true: midnight, or the end of an event or vacancy before it. */
	trueUntil(zone: string): Promise<Instant>;
}

/** A stored picture as pages show it. */
export const toPicture = ({ mime: _, bytes: __, credit, focus, ...shown }: StoredPicture): Picture => ({
	...shown,
	credit: credit ?? null,
	focus: focus ?? null,
});

export const toFilm = ({ bytes: _, poster, credit, words, ...shown }: StoredFilm): Film => ({
	...shown,
	poster: toPicture(poster),
	words: (words ?? []).map((one) => ({ ...one, paragraphs: [] })),
	credit: credit ?? null,
});

/** The same with every word of a recording, which lists have no use for. */
export const filmToRead = async (files: Files, stored: StoredFilm): Promise<Film> => {
	const film = toFilm(stored);
	const words = film.words.map(async (one) => {
		const text = String((await files.get(one.hash)) ?? '');
		return { ...one, paragraphs: text.split(/\n\s*\n/).filter((part) => part.trim() !== '') };
	});
	return { ...film, words: await Promise.all(words) };
};

/** What stands for a page in lists: its film's picture, else its first one. */
const stillOf = ({ film, media }: Pick<Listing, 'film' | 'media'>): Picture | null => {
	const [first] = film === null ? media : [film.poster];
	return first === undefined ? null : toPicture(first);
};

/** SPEC: RFC 9162, the hash of a leaf. */
const leafHash = (leaf: string): string => createHash('sha256').update('\0').update(leaf).digest('hex');

const cardOf = (row: Listing, units: ReadonlyMap<string, Named>): Card => ({
	slug: row.slug,
	...(row.saidIn === undefined ? {} : { version: row.saidIn }),
	title: row.title,
	lead: leadOf(row),
	warning: row.warning,
	language: row.language,
	topic: row.topic !== null && row.topic_slug !== null ? { slug: row.topic_slug, name: row.topic } : null,
	unit: units.get(row.unit_id) ?? null,
	publishedAt: row.published_at.getTime(),
	picture: row.warning === null ? stillOf(row) : null,
	film: row.film === null ? null : toFilm(row.film),
	kind: row.kind,
	details: row.details,
	overAt: row.over_at === null ? null : row.over_at.getTime(),
});

export const createContent = (needs: Needs, assets: Assets): Content => {
	const { db, files, clock, people, channels, records, trial } = needs;
	const units = async () => addressParts(await people.units());
	const unitNames = async (): Promise<ReadonlyMap<string, Named>> =>
		new Map([...(await units())].map(([slug, { id, name }]) => [id, { slug, name }]));
	/** What only ever practises is shown where everything is a trial; what practises in place of a real account is shown nowhere. */
	const toShow = (presences: readonly OfficialPresence[], names: ReadonlyMap<string, Named>): readonly Presence[] =>
		presences.flatMap(({ channel, name, handle, url, unitId, practice, resting, linkBack, retiredAt }) => {
			const hidden = practice && (trial === null || (resting ?? null) !== null);
			if (channel === 'newsroom' || url === null || hidden) return [];
			const unit = names.get(unitId)?.name ?? null;
			return [{ channel, name, handle: handle ?? '', url, unit, bothWays: linkBack.state === 'stands', retiredAt }];
		});
	const site = siteReader(needs, assets);

	return {
		units,
		async view(language, path) {
			const shown = await site();
			return { site: shown, say: createSay(language, shown.zone), path, now: clock.now() };
		},
		async cards(rows) {
			const names = await unitNames();
			return rows.map((row) => cardOf(row, names));
		},
		async page(row) {
			const versions = await db.read('versions of a page', (tx) => versionsOf(tx, row.id));
			return {
				...cardOf(row, await unitNames()),
				film: row.film === null ? null : await filmToRead(files, row.film),
				document: row.document,
				leadHtml: row.lead_html,
				html: row.html,
				pictures: row.media.map(toPicture),
				translations: row.translations,
				editedAt: row.edited_at && fromDate(row.edited_at),
				changes: versions.map(({ number, correction, made_at }) => ({ number, correction, at: made_at.getTime() })),
			};
		},
		async presences() {
			return toShow(await channels.livePresences(), await unitNames());
		},
		async retired() {
			return toShow(await channels.retiredPresences(), await unitNames());
		},
		async proof(subject) {
			const [found, names] = await Promise.all([records.publicProof(subject), unitNames()]);
			return found.ok ? proofOf(found.value, names) : null;
		},
		async trueUntil(zone) {
			const [midnight, over] = [
				nextMidnight(clock.now(), zone),
				await db.read('next end', (tx) => nextOver(tx, clock.now())),
			];
			return over !== null && over < midnight ? over : midnight;
		},
		async log() {
			const state = await records.logState();
			if (state === null) return null;
			const { origin: name, publicKey, checkpoint } = state;
			return { name, publicKey, size: checkpoint.size, note: checkpoint.note };
		},
	};
};

type Found = Extract<Awaited<ReturnType<Needs['records']['publicProof']>>, { ok: true }>['value'];

const proofOf = ({ subject, entries, checkpoint }: Found, units: ReadonlyMap<string, Named>): Proof => ({
	subject,
	note: checkpoint.note,
	steps: entries.map(({ position, leaf, kind, at, unitId, roles, erased }) => ({
		...{ position, kind, roles, erased, hash: leafHash(leaf), at: instant(at) },
		unit: unitId === null ? null : (units.get(unitId)?.name ?? null),
	})),
});
