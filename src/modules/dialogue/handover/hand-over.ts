import { createHash } from 'node:crypto';
import type { z } from 'zod';

import type { handOverEndpoint } from '#contract/handover.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { carriesData, checkReference, type Sending } from '../domain/handover.ts';
import { decideReply, narrower, type Visibility } from '../domain/reply.ts';
import { sealInquiries } from '../inquiry/erase.ts';
import { addressOfMailbox } from '../nearest-mailbox.ts';
import type { DialogueNeeds } from '../needs.ts';
import { type AnswerFailure, mayBeSaid, speak } from '../reply.ts';
import { type ConversationRow, lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { awake } from '../triage/awake.ts';
import { settledNotices } from '../triage/settled-notices.ts';
import { stopAll } from '../waiting-answers.ts';
import { HANDOVER_MAIL } from './refused.ts';
import { sealWords } from './words.ts';

export type HandOverFailure =
	| AnswerFailure
	| { readonly type: 'handover.no-such-target' }
	| { readonly type: 'handover.nothing-to-send' }
	| { readonly type: 'handover.needs-file-reference' };

export const SEALS = { receipt: 'dialogue_handover.receipt', data: 'dialogue_handover.data' } as const;
export const receiptHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

type Input = z.output<typeof handOverEndpoint.input>;
type Target = NonNullable<Awaited<ReturnType<typeof targetFor>>>;
type Handed = { id: string; receipt: string };

/** Says where it goes on, puts what is named there on its way, seals the words here, and ends the conversation. */
export const handOver =
	(needs: DialogueNeeds) =>
	async (input: Input, actor: Actor): Promise<Result<Handed, HandOverFailure>> => {
		const { conversationId, text } = input;
		const reference = checkReference(input.relevant, input.fileReference);
		const said = await mayBeSaid(needs, { conversationId, text, language: 'de' });
		if (!said.ok) return said;
		return needs.act<Handed, HandOverFailure>('hand over', actor, async (tx) => {
			const allowed = await decide(needs, tx, { input, actor });
			if (!allowed.ok) return allowed;
			if (!reference.ok) return reference;
			return carryOut(needs, tx, { ...allowed.value, actor, input, reference: reference.value });
		});
	};

interface Allowed {
	readonly row: ConversationRow;
	readonly target: Target;
	readonly visibility: Visibility;
	/** The conversation's unit and those above it. */
	readonly path: readonly string[];
}

const decide = async (
	needs: DialogueNeeds,
	tx: Tx,
	{ input, actor }: { readonly input: Input; readonly actor: Actor },
): Promise<Result<Allowed, HandOverFailure>> => {
	const row = await lockConversation(tx, input.conversationId);
	if (!row) return fail({ type: 'conversation.not-found' });
	if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' });
	const visibility = narrower(input.visibility, row.visibility);
	const decided = decideReply(row, { seenVersion: input.seenVersion, visibility });
	if (!decided.ok) return decided;
	const path = await needs.people.unitPath(row.unit_id);
	const target = await targetFor(tx, input.targetId, path);
	if (!target) return fail({ type: 'handover.no-such-target' });
	if (carriesData(target.kind) && input.data === '') return fail({ type: 'handover.nothing-to-send' });
	return ok({ row, target, visibility, path });
};

interface Handing extends Allowed {
	readonly actor: Actor;
	readonly input: Input;
	readonly reference: string | null;
}

const carryOut = async (needs: DialogueNeeds, tx: Tx, handing: Handing) => {
	const { row, target, visibility, actor, input, reference } = handing;
	const secret = needs.ids.secret();
	const receipt = `${needs.origin}/uebergabe/${secret}`;
	const at = needs.clock.now();
	await stopAll(needs, tx, row.id);
	await closeHere(tx, needs, { row, at, name: target.name });
	// The address of the receipt is for one person: in public only the words go out.
	const words = visibility === 'private' ? `${input.text}\n\n${receipt}` : input.text;
	const answer = { ...input, text: words, language: 'de', visibility };
	await speak(needs, tx, { row, messageId: needs.ids.next('message'), at, input: answer, visibility, actor });
	const { id, sending } = await keep(tx, needs, { ...handing, secret, at });
	await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
	const payload = {
		...{ handover: id, target: target.name, how: target.kind, text: input.text, visibility, sending },
		sent: sending === 'none' ? '' : input.data,
		relevant: input.relevant,
		fileReference: reference,
	};
	return done({ id, receipt }, { kind: 'conversation.handed-over', subject: row.id, unitId: row.unit_id, payload });
};

/** Only what the conversation's unit or one above it keeps. */
const targetFor = (tx: Tx, id: string, path: readonly string[]) =>
	dialogue(tx)
		.selectFrom('dialogue_target')
		.selectAll()
		.where('id', '=', id)
		.where('unit_id', 'in', path.length > 0 ? [...path] : [''])
		.where('retired_at', 'is', null)
		.executeTakeFirst();

interface Closing {
	readonly row: ConversationRow;
	readonly at: Instant;
	readonly name: string;
}

const closeHere = async (tx: Tx, needs: DialogueNeeds, { row, at, name }: Closing): Promise<void> => {
	await sealWords(tx, needs.sealer, row.id);
	await sealInquiries(needs, tx, row.id);
	await needs.notices.over(tx, { postId: row.id, kinds: settledNotices });
	await dialogue(tx)
		.updateTable('dialogue_conversation')
		.set({
			state: 'closed',
			...awake,
			version: row.version + 1,
			due_at: null,
			last_at: toDate(at),
			settled_at: toDate(at),
			answered_at: row.answered_at ?? toDate(at),
			excerpt: `→ ${name}`,
		})
		.where('id', '=', row.id)
		.execute();
};

const keep = async (
	tx: Tx,
	{ ids, sealer, mailer }: DialogueNeeds,
	{ row, target, secret, at, input, reference, path }: Handing & { readonly secret: string; readonly at: Instant },
): Promise<{ id: string; sending: Sending }> => {
	const id = ids.next('handover');
	const sending = sendingOf(target, row);
	if (sending === 'mail') {
		const returnTo = await addressOfMailbox(tx, path);
		await mailer.send(tx, {
			...(returnTo === null ? {} : { returnTo }),
			id,
			to: target.address,
			subject: `Übergabe ${id}`,
			text: `${input.data}\n\nVorgang: ${id}\n${reference === null ? '' : `Aktenzeichen: ${reference}\n`}`,
			kind: HANDOVER_MAIL,
		});
	}
	await dialogue(tx)
		.insertInto('dialogue_handover')
		.values({
			id,
			conversation_id: row.id,
			unit_id: row.unit_id,
			target_id: target.id,
			at: toDate(at),
			relevant: JSON.stringify(input.relevant),
			file_reference: reference,
			receipt_hash: receiptHash(secret),
			receipt: sealer.seal(secret, SEALS.receipt),
			data: sending === 'waiting' ? sealer.seal(input.data, SEALS.data) : null,
			sending,
			attempts: 0,
			due_at: sending === 'waiting' ? toDate(at) : null,
			reason: null,
		})
		.execute();
	return { id, sending };
};

/** What was said in practice leaves for nowhere. */
const sendingOf = ({ kind }: Target, { practice }: ConversationRow): Sending => {
	if (practice || !carriesData(kind)) return 'none';
	return kind === 'mailbox' ? 'mail' : 'waiting';
};
