import { createHash } from 'node:crypto';

import type { Ids } from '#kernel/ids.ts';
import { canonicalJson, type JsonObject } from '#kernel/json.ts';
import { type Instant, toDate, toIso } from '#kernel/time.ts';
import type { Leaf } from '#platform/act.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import type { ConversationRow } from '../store.ts';
import { dialogue } from '../tables.ts';

const sealOf = (messageId: string): string => `dialogue_message.original:${messageId}`;
const EVIDENCE_SEAL = 'dialogue_evidence.bytes';

/** A message as it came, for the day it is needed: sealed, and always the same bytes for the same message. */
export const sealOriginal = (sealer: Sealer, messageId: string, came: JsonObject): Buffer =>
	sealer.seal(canonicalJson(came), sealOf(messageId));

export interface Captured {
	readonly id: string;
	readonly leaf: Leaf;
	/** Who said it, as the network names them; null where nobody is known. */
	readonly author: { readonly remoteId: string; readonly handle: string } | null;
}

interface Needs {
	readonly sealer: Sealer;
	readonly ids: Ids;
}

type Message = NonNullable<Awaited<ReturnType<typeof messageOf>>>;

/** What somebody else said, whatever conversation it belongs to by now; nothing for words of ours. */
export const messageById = (tx: Tx, messageId: string) =>
	dialogue(tx)
		.selectFrom('dialogue_message')
		.selectAll()
		.where('id', '=', messageId)
		.where('direction', '=', 'in')
		.executeTakeFirst();

/** The same, as long as it belongs to this conversation. */
export const messageOf = async (tx: Tx, conversationId: string, messageId: string) => {
	const message = await messageById(tx, messageId);
	return message?.conversation_id === conversationId ? message : undefined;
};

/** Keeps what is to be acted on, with its time and checksum, before anything is done about it. The log keeps it as well. */
export const captureEvidence = async (
	tx: Tx,
	{ sealer, ids }: Needs,
	{ row, message, at }: { readonly row: ConversationRow; readonly message: Message; readonly at: Instant },
): Promise<Captured> => {
	const bytes =
		message.original === null
			? Buffer.from(canonicalJson(asOnDesk(message)))
			: sealer.open(message.original, sealOf(message.id));
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const id = ids.next('evidence');
	await dialogue(tx)
		.insertInto('dialogue_evidence')
		.values({
			...{ id, conversation_id: row.id, unit_id: row.unit_id, channel: row.channel, message_id: message.id },
			...{ captured_at: toDate(at), sha256, size: bytes.length, bytes: sealer.seal(bytes, EVIDENCE_SEAL) },
		})
		.execute();
	// NOTE: these bytes were written as canonical JSON by this house.
	const original = JSON.parse(bytes.toString()) as JsonObject;
	const payload = {
		...{ evidence: id, message: message.id, capturedAt: toIso(at), sha256, bytes: bytes.length },
		...{ source: message.original === null ? 'desk' : 'original', original },
	};
	const leaf: Leaf = { kind: 'moderation.evidence-captured', subject: row.id, unitId: row.unit_id, payload };
	return { id, leaf, author: authorOf(original) };
};

/** For what came before originals were kept: the words as the desk has them. */
const asOnDesk = ({ text, sent_at, remote_id, visibility }: Message): JsonObject => ({
	...{ text, visibility, remote: remote_id, sentAt: sent_at.toISOString() },
});

const authorOf = ({ author }: JsonObject): Captured['author'] => {
	if (typeof author !== 'object' || author === null || Array.isArray(author)) return null;
	const { id, handle } = author as JsonObject;
	return typeof id === 'string' && typeof handle === 'string' ? { remoteId: id, handle } : null;
};

/** The words a piece of evidence holds, for giving them back; none once its term is over. */
export const wordsOf = async (tx: Tx, sealer: Sealer, evidenceId: string): Promise<string> => {
	const row = await dialogue(tx)
		.selectFrom('dialogue_evidence')
		.select('bytes')
		.where('id', '=', evidenceId)
		.executeTakeFirstOrThrow();
	if (row.bytes.length === 0) return '';
	const { text } = JSON.parse(sealer.open(row.bytes, EVIDENCE_SEAL).toString()) as { text?: string };
	return text ?? '';
};
