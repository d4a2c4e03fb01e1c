import type { Language } from '#kernel/language.ts';
import type { Actor } from '#kernel/permission.ts';
import { may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { type Clock, fromDate, type Instant, toDate } from '#kernel/time.ts';
import { type Act, done, unchanged } from '#platform/act.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';

import { type LegalName, legalNames, legalText, missingInNotice } from './domain/legal-texts.ts';
import type { NewsroomNeeds } from './needs.ts';
import { ownTexts, siteDetails } from './queries.ts';
import { newsroom } from './tables.ts';

export interface LegalText {
	readonly name: LegalName;
	readonly language: Language;
	readonly text: string;
	/** Null as long as the text follows from the authority's data. */
	readonly changedAt: Instant | null;
}

export interface SiteDetails {
	readonly phone: string | null;
	readonly phoneHours: string | null;
	readonly portalUrl: string | null;
}

export type TextFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'text.empty' }
	| { readonly type: 'text.incomplete'; readonly missing: readonly string[] };

interface Needs {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly events: Events;
	readonly people: NewsroomNeeds['people'];
	readonly origin: string;
	/** Called in this process when something changed; the others hear it by event. */
	readonly changed: () => void;
}

export interface Texts {
	legal(name: LegalName, language: Language): Promise<LegalText>;
	all(): Promise<readonly LegalText[]>;
	details(): Promise<SiteDetails>;
	/** Puts an own text on the site; null goes back to the one that follows from the authority's data. */
	changeText(actor: Actor, asked: Asked): Promise<Result<void, TextFailure>>;
	changeDetails(actor: Actor, details: SiteDetails): Promise<Result<void, TextFailure>>;
}

export interface Asked {
	readonly name: LegalName;
	readonly language: Language;
	readonly text: string | null;
}

const bothLanguages = ['de', 'en'] as const;

/** The texts the law asks for, and the site's own details. */
export const createTexts = ({ db, act, clock, events, people, origin, changed }: Needs): Texts => {
	const all = async (): Promise<readonly LegalText[]> => {
		const [authority, own] = await Promise.all([people.authority(), db.read('own legal texts', ownTexts)]);
		const facts = { ...authority, site: origin };
		return legalNames.flatMap((name) =>
			bothLanguages.map((language) => {
				const row = own.find((one) => one.name === name && one.language === language);
				return row
					? { name, language, text: row.text, changedAt: fromDate(row.changed_at) }
					: { name, language, text: legalText(name, language, facts), changedAt: null };
			}),
		);
	};
	const tell = async (tx: Tx): Promise<void> => events.announce(tx, { topic: 'setting', id: 'newsroom' });

	return {
		all,
		async legal(name, language) {
			const found = (await all()).find((one) => one.name === name && one.language === language);
			if (found === undefined) throw new Error(`no legal text ${name}`);
			return found;
		},
		async details() {
			const row = await db.read('site details', siteDetails);
			return { phone: row?.phone ?? null, phoneHours: row?.phone_hours ?? null, portalUrl: row?.portal_url ?? null };
		},
		async changeText(actor, { name, language, text }) {
			if (!may(actor, 'newsroom.manage')) return fail({ type: 'access.denied' });
			if (text !== null && text.trim() === '') return fail({ type: 'text.empty' });
			const missing = name === 'legal-notice' && text !== null ? missingInNotice(text, await people.authority()) : [];
			if (missing.length > 0) return fail({ type: 'text.incomplete', missing });
			const result = await act('change legal text', actor, async (tx) => {
				await writeText(tx, { name, language, text }, { by: actor.id, at: toDate(clock.now()) });
				await tell(tx);
				const payload = { name, language, text };
				return done(undefined, { kind: 'newsroom.text-changed', subject: `newsroom:${name}`, payload });
			});
			changed();
			return result;
		},
		async changeDetails(actor, details) {
			if (!may(actor, 'newsroom.manage')) return fail({ type: 'access.denied' });
			const result = await act('change site details', actor, async (tx) => {
				const before = await siteDetails(tx);
				const row = { phone: details.phone, phone_hours: details.phoneHours, portal_url: details.portalUrl };
				const same =
					before?.phone === row.phone && before.phone_hours === row.phone_hours && before.portal_url === row.portal_url;
				if (same) return unchanged(undefined);
				await newsroom(tx)
					.insertInto('newsroom_site')
					.values({ id: 'site', ...row })
					.onConflict((conflict) => conflict.column('id').doUpdateSet(row))
					.execute();
				await tell(tx);
				return done(undefined, { kind: 'newsroom.details-changed', subject: 'newsroom:site', payload: row });
			});
			changed();
			return result;
		},
	};
};

const writeText = async (
	tx: Tx,
	{ name, language, text }: Asked,
	{ by, at }: { readonly by: string; readonly at: Date },
): Promise<void> => {
	if (text === null) {
		await newsroom(tx).deleteFrom('newsroom_text').where('name', '=', name).where('language', '=', language).execute();
		return;
	}
	const change = { text, changed_at: at, changed_by: by };
	await newsroom(tx)
		.insertInto('newsroom_text')
		.values({ name, language, ...change })
		.onConflict((conflict) => conflict.columns(['name', 'language']).doUpdateSet(change))
		.execute();
};
