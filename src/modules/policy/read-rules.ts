import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';

import type { policyVersionsEndpoint, rulesEndpoint } from '#contract/policy.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import type { Checks, Profile } from './domain/documents.ts';
import type { PolicyNeeds } from './needs.ts';
import { checksInForce, profileInForce, type Version, versionsBefore } from './store.ts';
import type { DocumentArea } from './tables.ts';

type Rules = z.input<typeof rulesEndpoint.output>;
type Versions = z.input<typeof policyVersionsEndpoint.output>;

/** What the desks judge by today, with the numbers of the versions it comes from. */
export interface InForce {
	readonly numbers: { readonly checks: number; readonly profile: number };
	readonly checks: Checks;
	readonly profile: Profile;
}

export const inForce =
	({ db, catalogue }: PolicyNeeds) =>
	(): Promise<InForce> =>
		db.read('rules in force', async (tx) => {
			const checks = await checksInForce(tx, catalogue);
			const profile = await profileInForce(tx);
			const numbers = { checks: checks.number, profile: profile.number };
			return { numbers, checks: checks.document, profile: profile.document };
		});

/** Whether a time of restraint before an election runs at this moment, by the authority's own day. */
export const restrains =
	({ db, people }: PolicyNeeds) =>
	async ({ at }: { readonly at: Instant }): Promise<boolean> => {
		const { zone } = await people.authority();
		const { document } = await db.read('restraint', profileInForce);
		const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
		return document.restraints.some(({ from, until }) => from <= today && today <= until);
	};

/** Everything the page of the rules shows. */
export const readRules =
	({ db, catalogue, people }: PolicyNeeds) =>
	async (actor: Actor): Promise<Result<Rules, never>> => {
		const found = await db.read('rules', async (tx) => ({
			checks: await checksInForce(tx, catalogue),
			profile: await profileInForce(tx),
		}));
		const names = await people.names([found.checks, found.profile].flatMap(({ row }) => (row ? [row.by_id] : [])));
		const about = <T>({ number, row }: Version<T>) => ({
			number,
			at: row?.at.toISOString() ?? null,
			by: row ? { id: row.by_id, name: names.get(row.by_id) ?? '' } : null,
			note: row?.note ?? '',
		});
		return ok({
			catalogue: catalogue.map(({ waive: _, ...entry }) => entry),
			// NOTE: documents were parsed by the contract's own shape; there they are not readonly.
			checks: { ...about(found.checks), document: found.checks.document as Rules['checks']['document'] },
			profile: { ...about(found.profile), document: found.profile.document as Rules['profile']['document'] },
			mayChange: may(actor, 'policy.manage'),
		});
	};

interface Asked {
	readonly area: DocumentArea;
	readonly cursor?: string | undefined;
	readonly limit: number;
}

/** Earlier versions, newest first. */
export const listVersions =
	({ db, people }: PolicyNeeds) =>
	async ({ area, cursor, limit }: Asked): Promise<Result<Versions, never>> => {
		const [before] = fromCursor(cursor, 1) ?? [null];
		const rows = await db.read('versions of rules', (tx) =>
			versionsBefore(tx, area, { before: typeof before === 'number' ? before : null, limit }),
		);
		const shown = rows.slice(0, limit);
		const names = await people.names([...new Set(shown.map(({ by_id }) => by_id))]);
		const items = shown.map(({ number, changed, note, by_id, at }) => ({
			number,
			changed,
			note,
			at: at.toISOString(),
			by: { id: by_id, name: names.get(by_id) ?? '' },
		}));
		const last = shown.at(-1);
		return ok({ items, ...(rows.length > limit && last ? { next: toCursor([last.number]) } : {}) });
	};
