import type { z } from 'zod';

import type { Retention, saveRetentionEndpoint } from '#contract/privacy.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Done, done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import {
	checkTerms,
	type KeptSource,
	keptSources,
	networkMost,
	type Terms,
	type TermsFailure,
	usualTerms,
} from '../domain/retention.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';

const rowsOf = (tx: Tx) => dialogue(tx).selectFrom('dialogue_retention').selectAll().execute();
type Row = Awaited<ReturnType<typeof rowsOf>>[number];

const keep = async (
	tx: Tx,
	source: KeptSource,
	{ nameDays, wordDays, evidenceDays, version }: Terms & { readonly version: number },
): Promise<void> => {
	const set = { name_days: nameDays, word_days: wordDays, evidence_days: evidenceDays, version };
	await dialogue(tx)
		.insertInto('dialogue_retention')
		.values({ source, ...set, run_at: null, run_names: 0, run_conversations: 0, run_evidence: 0 })
		.onConflict((there) => there.column('source').doUpdateSet(set))
		.execute();
};

const setIn = (row: Row | undefined): Terms => {
	if (row === undefined) return usualTerms;
	return {
		nameDays: row.name_days ?? usualTerms.nameDays,
		wordDays: row.word_days ?? usualTerms.wordDays,
		evidenceDays: row.evidence_days ?? usualTerms.evidenceDays,
	};
};

/** What holds for each source now, and when it was last carried out. */
export const termsOfSources = async (tx: Tx) => {
	const rows = await rowsOf(tx);
	return keptSources.map((source) => {
		const row = rows.find((one) => one.source === source);
		return { source, row, terms: setIn(row) };
	});
};

export const readRetention =
	({ db }: Pick<DialogueNeeds, 'db'>) =>
	async (): Promise<Result<{ items: Retention[] }, never>> => {
		const found = await db.read('retention', termsOfSources);
		return ok({ items: found.map(({ source, row }) => toItem(source, row)) });
	};

const toItem = (source: KeptSource, row: Row | undefined): Retention => ({
	...{ source, ...setIn(row), version: row?.version ?? 0, most: networkMost[source] },
	ran:
		row === undefined || row.run_at === null
			? null
			: {
					at: row.run_at.toISOString(),
					...{ names: row.run_names, conversations: row.run_conversations, evidence: row.run_evidence },
				},
});

export type RetentionFailure =
	| TermsFailure
	| { readonly type: 'access.denied' }
	| { readonly type: 'retention.moved-on' };
type Input = z.output<typeof saveRetentionEndpoint.input>;

/** Sets the terms of one source. Nothing goes at once: the next round carries it out. */
export const saveRetention =
	(needs: Pick<DialogueNeeds, 'act' | 'events'>) =>
	(input: Input, actor: Actor): Promise<Result<{ version: number }, RetentionFailure>> =>
		needs.act<{ version: number }, RetentionFailure>('set retention', actor, async (tx) =>
			may(actor, 'retention.manage') ? setTerms(needs, tx, input) : fail({ type: 'access.denied' }),
		);

const setTerms = async (
	{ events }: Pick<DialogueNeeds, 'events'>,
	tx: Tx,
	{ source, seenVersion, ...wanted }: Input,
): Promise<Result<Done<{ version: number }>, RetentionFailure>> => {
	const checked = checkTerms(wanted);
	if (!checked.ok) return checked;
	const terms = dialogue(tx).selectFrom('dialogue_retention').selectAll().where('source', '=', source);
	const row = await terms.forUpdate().executeTakeFirst();
	const { version } = row ?? { version: 0 };
	if (version !== seenVersion) return fail({ type: 'retention.moved-on' });
	const before = setIn(row);
	if (isSame(before, wanted)) return unchanged({ version });
	await keep(tx, source, { ...wanted, version: version + 1 });
	await events.announce(tx, { topic: 'setting', id: source });
	const payload = { source, before: { ...before }, now: { ...wanted } };
	return done({ version: version + 1 }, { kind: 'retention.set', subject: `retention:${source}`, payload });
};

const isSame = (a: Terms, b: Terms): boolean =>
	a.nameDays === b.nameDays && a.wordDays === b.wordDays && a.evidenceDays === b.evidenceDays;
