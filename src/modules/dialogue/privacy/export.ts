import type { z } from 'zod';

import type { exportCounterpartEndpoint } from '#contract/privacy.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { changesOf } from '../answering/changes.ts';
import { openWords } from '../handover/words.ts';
import { inquiriesFor } from '../inquiry/erase.ts';
import { fileBytes } from '../mail/files.ts';
import { aboutMessages, returnedMessages } from '../mail/store.ts';
import { objectionText } from '../moderation/objection.ts';
import { remoteOf } from '../name-keys.ts';
import type { DialogueNeeds } from '../needs.ts';
import { SEALS } from '../question-notice.ts';
import { dialogue } from '../tables.ts';
import { termsOfSources } from './settings.ts';

type ExportFailure = { readonly type: 'access.denied' } | { readonly type: 'counterpart.not-found' };
type File = z.output<typeof exportCounterpartEndpoint.output>;
type Needs = Pick<DialogueNeeds, 'act' | 'clock' | 'sealer' | 'origin'>;

/** All that is kept about one counterpart, in words a person can read; whoever works here is not named in it. */
export const exportCounterpart =
	(needs: Needs) =>
	(
		{ counterpartId, reason }: { readonly counterpartId: string; readonly reason: string },
		actor: Actor,
	): Promise<Result<File, ExportFailure>> =>
		needs.act<File, ExportFailure>('export a counterpart', actor, async (tx) => {
			if (!may(actor, 'counterpart.export')) return fail({ type: 'access.denied' });
			const who = await dialogue(tx)
				.selectFrom('dialogue_counterpart')
				.selectAll()
				.where('id', '=', counterpartId)
				.executeTakeFirst();
			if (!who) return fail({ type: 'counterpart.not-found' });
			const conversations = await conversationsOf(needs, tx, counterpartId);
			const terms = (await termsOfSources(tx)).find(({ source }) => source === who.channel)?.terms ?? null;
			const file = {
				...{ office: needs.origin, exportedAt: toIso(needs.clock.now()), network: who.channel, number: who.id },
				name: who.masked_at === null ? { handle: who.handle, displayName: who.display_name } : null,
				nameMaskedAt: who.masked_at?.toISOString() ?? null,
				keptForDays: terms,
				conversations,
			};
			const payload = { reason, conversations: conversations.map(({ number }) => number) };
			return done(
				{ name: `auskunft-${who.id.slice(-6)}.json`, file: JSON.stringify(file, null, '\t') },
				{ kind: 'counterpart.exported', subject: counterpartId, payload },
			);
		});

const conversationsOf = async (needs: Needs, tx: Tx, counterpartId: string) => {
	const rows = await dialogue(tx)
		.selectFrom('dialogue_conversation')
		.selectAll()
		.where('counterpart_id', '=', counterpartId)
		.orderBy('opened_at')
		.orderBy('id')
		.execute();
	const read = [];
	for (const row of rows)
		read.push({
			...{ number: row.id, openedAt: row.opened_at.toISOString(), lastAt: row.last_at.toISOString() },
			...{ state: row.state, visibility: row.visibility, practice: row.practice },
			question: await questionOf(needs, tx, row.id),
			messages: await messagesOf(needs, tx, row.id),
			proposals: await proposalsOf(tx, row.id),
			inquiries: await inquiriesFor(tx, row.id),
			handedOver: await handoversOf(tx, row.id),
			moderation: await moderationOf(needs, tx, row.id),
			rules: await rulesOf(tx, row.id),
		});
	return read;
};

const questionOf = async ({ sealer }: Needs, tx: Tx, id: string) => {
	const asked = dialogue(tx).selectFrom('dialogue_question').selectAll().where('conversation_id', '=', id);
	const row = await asked.executeTakeFirst();
	return row === undefined
		? null
		: {
				name: row.name && sealer.open(row.name, SEALS.name).toString(),
				mail: row.mail && sealer.open(row.mail, SEALS.mail).toString(),
				page: row.page,
			};
};

const saidBy = { in: 'you', out: 'office', note: 'note of the office' } as const;

const messagesOf = async ({ sealer }: Needs, tx: Tx, id: string) => {
	const said = dialogue(tx).selectFrom('dialogue_message').selectAll().where('conversation_id', '=', id);
	const rows = await said.orderBy('arrival').execute();
	const ours = rows.filter(({ direction }) => direction === 'out').map((row) => row.id);
	const changes = await changesOf(tx, ours);
	const mails = await aboutMessages(
		tx,
		sealer,
		rows.map((row) => row.id),
	);
	const returned = await returnedMessages(tx, sealer, ours);
	const contents = await fileContents(tx, sealer, mails);
	return rows.map((row) => ({
		...{ from: saidBy[row.direction], at: row.sent_at.toISOString(), text: openWords(sealer, row) },
		...{ editedAt: row.edited_at?.toISOString() ?? null, deletedAt: row.deleted_at?.toISOString() ?? null },
		...{ withheldAt: row.withheld_at?.toISOString() ?? null, language: row.language, pictures: row.media.length },
		address: remoteOf(sealer, row).url ?? null,
		/** Of an answer of ours: what stood there before. */
		changes: changes.flatMap(({ message_id, what, at, before, state }) =>
			message_id === row.id ? [{ what, at: at.toISOString(), before, state }] : [],
		),
		mail: mails.get(row.id) ?? null,
		files: contents.get(row.id) ?? [],
		/** Of an answer by mail that did not arrive. */
		returned: returned.get(row.id) ?? null,
	}));
};

/** So many bytes of files stand in an account; what is more is named there, and given apart. */
const MOST_CONTENTS = 25 * 1024 * 1024;

const fileContents = async (tx: Tx, sealer: Needs['sealer'], mails: Awaited<ReturnType<typeof aboutMessages>>) => {
	let left = MOST_CONTENTS;
	const contents = new Map<string, { readonly name: string; readonly base64: string }[]>();
	for (const [id, { files }] of mails)
		for (const [place, { name, size }] of files.entries()) {
			if (size > left) continue;
			const bytes = await fileBytes(tx, sealer, { messageId: id, place });
			if (bytes === null) continue;
			left -= bytes.length;
			contents.set(id, [...(contents.get(id) ?? []), { name, base64: bytes.toString('base64') }]);
		}
	return contents;
};

/** Answers that were written about them and did not leave as they were: they wait, were given back or dropped. */
const proposalsOf = async (tx: Tx, id: string) => {
	const proposed = dialogue(tx).selectFrom('dialogue_proposal').select(['text', 'at', 'state', 'note']);
	const kept = proposed.where('conversation_id', '=', id).where('state', '<>', 'approved').orderBy('at');
	return (await kept.execute()).map(({ at, ...said }) => ({ ...said, at: at.toISOString() }));
};

const handoversOf = async (tx: Tx, id: string) => {
	const rows = await dialogue(tx)
		.selectFrom('dialogue_handover as h')
		.innerJoin('dialogue_target as t', 't.id', 'h.target_id')
		.select(['h.at', 'h.file_reference', 't.name'])
		.where('h.conversation_id', '=', id)
		.orderBy('h.at')
		.execute();
	return rows.map(({ at, name, file_reference: file }) => ({ at: at.toISOString(), to: name, file }));
};

const moderationOf = async ({ sealer }: Needs, tx: Tx, id: string) => {
	const rows = await dialogue(tx)
		.selectFrom('dialogue_moderation as m')
		.leftJoin('dialogue_objection as o', 'o.moderation_id', 'm.id')
		.select(['m.step', 'm.rule', 'm.facts', 'm.proportion', 'm.at', 'm.until_at', 'm.state'])
		.select(['o.text', 'o.upheld', 'o.answer'])
		.where('m.conversation_id', '=', id)
		.orderBy('m.at')
		.execute();
	return rows.map(({ at, until_at, text, ...said }) => ({
		...said,
		...{ at: at.toISOString(), until: until_at?.toISOString() ?? null },
		objection: text === null || text.length === 0 ? null : objectionText(sealer, text),
	}));
};

/** Which rules of the office matched what they said. */
const rulesOf = async (tx: Tx, id: string) => {
	const rows = await dialogue(tx)
		.selectFrom('dialogue_message as m')
		.innerJoin('dialogue_rule_match as t', 't.message_id', 'm.id')
		.innerJoin('dialogue_rule as r', 'r.id', 't.rule_id')
		.select(['r.name', 't.at', 't.state'])
		.where('m.conversation_id', '=', id)
		.orderBy('t.at')
		.execute();
	return rows.map(({ name, at, state }) => ({ name, at: at.toISOString(), state }));
};
