import { z } from 'zod';

import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';

/** Why a record is erased. SPEC: GDPR Art. 17(1)(a) to (f); else its term ended, or the archive declined it. */
export const legalBases = [
	'gdpr-17-1-a',
	'gdpr-17-1-b',
	'gdpr-17-1-c',
	'gdpr-17-1-d',
	'gdpr-17-1-e',
	'gdpr-17-1-f',
	'retention-end',
	'archive-declined',
] as const;
export type LegalBasis = (typeof legalBases)[number];

/** One record in a list: what it says is sealed and not in here. */
export const RecordItem = z.object({
	id: z.string(),
	kind: z.string(),
	subject: z.string(),
	unitId: z.string().nullable(),
	at: Moment,
	/** Its place in the log, counted from 0; null until it is numbered. */
	position: z.number().int().nullable(),
	erased: z.boolean(),
});

export const ListedRecord = RecordItem.extend({
	/** What the subject is called today; null where it has no name, the reader may not know it, or the record is erased. */
	name: z.string().nullable(),
});

export const CheckpointItem = z.object({
	size: z.number().int(),
	/** Hex. */
	root: z.string(),
	/** The signed text. SPEC: C2SP tlog-checkpoint. */
	note: z.string(),
	signedAt: Moment,
	/** When a time-stamp authority confirmed it; null until then, or when none is set. */
	stampedAt: Moment.nullable(),
});

/** That one leaf stands in the tree of a checkpoint. */
export const LeafProof = z.object({
	position: z.number().int(),
	/** The public bytes of the leaf. */
	leaf: z.string(),
	/** Base64, lowest first. */
	inclusion: z.array(z.string()),
});

/** What a record says. */
export const Payload = z.object({
	kind: z.string(),
	actor: z.object({ kind: z.string(), id: z.string(), name: z.string().optional(), roles: z.array(z.string()) }),
	unit: z.string().nullable(),
	subject: z.string(),
	at: Moment,
	data: z.record(z.string(), z.unknown()),
});

export const RecordDetail = RecordItem.extend({
	/** Null when erased. */
	payload: Payload.nullable(),
	/** Who wrote it is left out: it is shown to whoever asks for it, and that is recorded. */
	namesHidden: z.boolean(),
	/** Null until it is numbered. */
	proof: LeafProof.extend({ checkpoint: CheckpointItem }).nullable(),
	held: z.boolean(),
	/** The open request to erase this record or all of its subject. */
	erasureId: z.string().nullable(),
});

export const SubjectProof = z.object({
	checkpoint: CheckpointItem.nullable(),
	/** A time-stamp authority is set. */
	stamps: z.boolean(),
	/** When a time stamp first covered the newest of these records; null until then. */
	stampedAt: Moment.nullable(),
	entries: z.array(RecordItem.extend({ proof: LeafProof.nullable() })),
});

/** What everybody may see of a public subject: no name, no content. */
export const PublicProof = z.object({
	subject: z.string(),
	origin: z.string(),
	publicKey: z.string(),
	checkpoint: CheckpointItem,
	entries: z.array(
		LeafProof.extend({
			kind: z.string(),
			at: Moment,
			unitId: z.string().nullable(),
			/** Under which roles it was done; empty for machinery and for erased records. */
			roles: z.array(z.string()),
			erased: z.boolean(),
		}),
	),
});

export const ErasureItem = z.object({
	id: z.string(),
	subject: z.string(),
	entryId: z.string().nullable(),
	legalBasis: z.enum(legalBases),
	reason: z.string(),
	state: z.enum(['open', 'done', 'declined']),
	requestedAt: Moment,
	decidedAt: Moment.nullable(),
	/** True when the asking person made this request: another one must decide. */
	own: z.boolean(),
});

export const HoldItem = z.object({
	id: z.string(),
	subject: z.string(),
	reason: z.string(),
	setAt: Moment,
	reviewAt: Moment.nullable(),
	liftedAt: Moment.nullable(),
});

const Subject = z.string().min(1).max(200);
const Reason = z.string().trim().min(3).max(2000);

export const listRecordsEndpoint = endpoint({
	method: 'GET',
	path: '/api/records/entries',
	allow: 'record.read',
	summary: 'Lists records, newest first.',
	input: PageQuery.extend({
		subject: Subject.optional(),
		kind: z.string().max(80).optional(),
		unitId: IdText.optional(),
		from: Moment.optional(),
		to: Moment.optional(),
	}),
	output: pageOf(ListedRecord),
});

export const listRecordKindsEndpoint = endpoint({
	method: 'GET',
	path: '/api/records/kinds',
	allow: 'record.read',
	summary: 'Names the kinds of record there are.',
	input: Nothing,
	output: z.object({ kinds: z.array(z.string()) }),
});

export const readRecordEndpoint = endpoint({
	method: 'GET',
	path: '/api/records/entries/:id',
	allow: 'record.read',
	summary:
		'Opens one record with its proof; reading what others wrote is recorded. Evidence of moderation names its author only to whoever asks for names.',
	input: z.object({ id: IdText, names: z.stringbool().optional() }),
	output: RecordDetail,
});

export const readSubjectProofEndpoint = endpoint({
	method: 'GET',
	path: '/api/records/proof/:subject',
	allow: 'desk.use',
	summary: 'Shows where the records of one subject stand in the log.',
	input: z.object({ subject: Subject }),
	output: SubjectProof,
});

export const listCheckpointsEndpoint = endpoint({
	method: 'GET',
	path: '/api/records/checkpoints',
	allow: 'record.read',
	summary: 'Lists signed checkpoints, newest first.',
	input: PageQuery,
	output: pageOf(CheckpointItem),
});

export const latestCheckpointEndpoint = endpoint({
	method: 'GET',
	path: '/api/log/checkpoint',
	allow: 'everybody',
	summary: 'The newest signed checkpoint of the record log.',
	input: Nothing,
	output: CheckpointItem,
});

export const publicProofEndpoint = endpoint({
	method: 'GET',
	path: '/api/log/proof/:subject',
	allow: 'everybody',
	summary: 'Proves that the records of a public post stand in the log, without naming anybody.',
	input: z.object({ subject: Subject }),
	output: PublicProof,
});

export const logKeyEndpoint = endpoint({
	method: 'GET',
	path: '/api/log/key',
	allow: 'everybody',
	summary: 'Name and public key of the record log.',
	input: Nothing,
	output: z.object({
		origin: z.string(),
		/** Base64, 32 bytes, Ed25519. */
		publicKey: z.string(),
		/** Hex, 4 bytes. */
		keyId: z.string(),
	}),
});

export const consistencyEndpoint = endpoint({
	method: 'GET',
	path: '/api/log/consistency',
	allow: 'everybody',
	summary: 'Proves that an earlier checkpoint is the beginning of the newest one.',
	input: z.object({ from: z.coerce.number().int().min(1) }),
	output: z.object({ from: z.number().int(), checkpoint: CheckpointItem, proof: z.array(z.string()) }),
});

export const listErasuresEndpoint = endpoint({
	method: 'GET',
	path: '/api/records/erasures',
	allow: 'record.erase',
	summary: 'Lists requests to erase, newest first.',
	input: PageQuery,
	output: pageOf(ErasureItem),
});

export const requestErasureEndpoint = endpoint({
	method: 'POST',
	path: '/api/records/erasures',
	allow: 'record.erase',
	summary: 'Asks to erase one record or all records of a subject; another person must confirm.',
	input: z.object({
		subject: Subject,
		/** Only this record; else every record of the subject. */
		entryId: IdText.optional(),
		legalBasis: z.enum(legalBases),
		reason: Reason,
	}),
	output: z.object({ id: z.string() }),
	creates: true,
});

export const confirmErasureEndpoint = endpoint({
	method: 'POST',
	path: '/api/records/erasures/:id/confirm',
	allow: 'record.erase',
	elevated: true,
	summary: 'Erases what another person asked to erase.',
	input: z.object({ id: IdText }),
	output: z.object({ erased: z.number().int() }),
});

export const declineErasureEndpoint = endpoint({
	method: 'POST',
	path: '/api/records/erasures/:id/decline',
	allow: 'record.erase',
	summary: 'Declines a request to erase.',
	input: z.object({ id: IdText }),
	output: Nothing,
});

export const listHoldsEndpoint = endpoint({
	method: 'GET',
	path: '/api/records/holds',
	allow: 'record.erase',
	summary: 'Lists legal holds, newest first.',
	input: PageQuery,
	output: pageOf(HoldItem),
});

export const setHoldEndpoint = endpoint({
	method: 'POST',
	path: '/api/records/holds',
	allow: 'record.erase',
	summary: 'Puts the records of a subject under legal hold: nothing of it can be erased.',
	input: z.object({ subject: Subject, reason: Reason, reviewAt: Moment.optional() }),
	output: z.object({ id: z.string() }),
	creates: true,
});

export const liftHoldEndpoint = endpoint({
	method: 'POST',
	path: '/api/records/holds/:id/lift',
	allow: 'record.erase',
	elevated: true,
	summary: 'Lifts a legal hold.',
	input: z.object({ id: IdText }),
	output: Nothing,
});
