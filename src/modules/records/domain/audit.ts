import { type Checkpoint, fromBase64, keyIdOf, readCheckpoint, signatureOf } from './checkpoint.ts';
import type { CheckpointLine, EntryLine, ManifestLine } from './export-line.ts';
import { TOMBSTONE } from './kinds.ts';
import { commitmentTo, fromHex, type Hashes, isRecordId, leafText, SALT_BYTES } from './leaf.ts';
import { type GrowingTree, growTree, leafHash } from './merkle.ts';
import { provesInclusion, sameBytes } from './verify-proof.ts';

/** What an auditor calculates with. */
export interface AuditTools extends Hashes {
	isSignedBy(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean;
	/** What a time stamp says it was made over; null when it cannot be read. */
	stampedHash(token: Uint8Array): Uint8Array | null;
}

export type AuditProblem =
	| 'bad-key'
	| 'bad-entry'
	| 'out-of-order'
	| 'payload-changed'
	| 'bad-checkpoint'
	| 'bad-signature'
	| 'tree-mismatch'
	| 'bad-inclusion'
	| 'bad-time-stamp'
	| 'erased-without-tombstone'
	| 'not-covered'
	| 'behind-checkpoint'
	| 'other-history'
	| 'cannot-compare';

/** Goes through an export line by line, in memory that does not grow with it (erased records aside). */
export interface Audit {
	entry(line: EntryLine): AuditProblem | null;
	checkpoint(line: CheckpointLine): AuditProblem | null;
	/** After the last line. */
	close(): readonly AuditProblem[];
	readonly counts: {
		readonly entries: number;
		readonly erased: number;
		readonly checkpoints: number;
		readonly stamped: number;
	};
	readonly newest: Checkpoint | null;
}

interface Subject {
	readonly manifest: ManifestLine;
	/** A checkpoint known from elsewhere, for example from a newspaper or another city. */
	readonly anchor: Checkpoint | null;
}

/** Everything an audit remembers. */
interface State {
	readonly tools: AuditTools;
	readonly manifest: ManifestLine;
	readonly anchor: Checkpoint | null;
	readonly whole: boolean;
	readonly publicKey: Uint8Array;
	readonly counts: { entries: number; erased: number; checkpoints: number; stamped: number };
	readonly erased: Set<string>;
	readonly tree: GrowingTree;
	newest: Checkpoint | null;
	/** The last position seen. */
	last: number;
	/** The anchor was compared with this log. */
	met: boolean;
}

export const createAudit = (tools: AuditTools, { manifest, anchor }: Subject): Audit => {
	const state: State = {
		tools,
		manifest,
		anchor,
		whole: manifest.subject === null,
		publicKey: fromBase64(manifest.publicKey) ?? new Uint8Array(),
		counts: { entries: 0, erased: 0, checkpoints: 0, stamped: 0 },
		erased: new Set(),
		tree: growTree(tools.sha256),
		newest: null,
		last: -1,
		met: false,
	};
	return {
		counts: state.counts,
		get newest() {
			return state.newest;
		},
		entry: (line) => auditEntry(state, line),
		checkpoint: (line) => auditCheckpoint(state, line),
		close: () => auditEnd(state),
	};
};

const auditEntry = (state: State, line: EntryLine): AuditProblem | null => {
	const { tools, counts, erased } = state;
	const commitment = fromHex(line.commitment);
	if (commitment?.length !== 32 || !isRecordId(line.id)) return 'bad-entry';
	if (!isPayloadOf(tools, line, commitment)) return 'payload-changed';
	counts.entries += 1;
	if (line.payload === undefined) {
		counts.erased += 1;
		erased.add(line.id);
	} else bury(line.payload, erased);
	const hash = leafHash(tools.sha256, leafText(line));
	return state.whole ? place(state, line, hash) : checkInclusion(state, line, hash);
};

/** Salt and payload must open the commitment; an erased record has neither. */
const isPayloadOf = (tools: AuditTools, { salt, payload }: EntryLine, commitment: Uint8Array): boolean => {
	if (salt === undefined || payload === undefined) return salt === payload;
	const bytes = fromBase64(salt);
	return bytes?.length === SALT_BYTES && sameBytes(commitmentTo(tools, bytes, payload), commitment);
};

/** A tombstone takes its record off the list of those that must have one. It always stands after the record. */
const bury = (payload: string, erased: Set<string>): void => {
	if (!payload.includes(TOMBSTONE)) return;
	const read: unknown = JSON.parse(payload);
	if (!isObject(read) || read['kind'] !== TOMBSTONE || !isObject(read['data'])) return;
	erased.delete(String(read['data']['recordId']));
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

const place = (state: State, line: EntryLine, hash: Uint8Array): AuditProblem | null => {
	if (line.position !== state.tree.size || line.inclusion) return 'out-of-order';
	state.tree.push(hash);
	return state.anchor?.size === state.tree.size ? meet(state, state.tree.root()) : null;
};

const checkInclusion = (state: State, line: EntryLine, leaf: Uint8Array): AuditProblem | null => {
	if (line.position <= state.last) return 'out-of-order';
	state.last = line.position;
	const proof = line.inclusion?.map(fromBase64).filter((step) => step !== null);
	if (!state.newest || !proof || proof.length !== line.inclusion?.length) return 'bad-inclusion';
	const { size, root } = state.newest;
	const claim = { leaf, index: line.position, size, proof, root };
	return provesInclusion(state.tools.sha256, claim) ? null : 'bad-inclusion';
};

const meet = (state: State, root: Uint8Array): AuditProblem | null => {
	state.met = true;
	return state.anchor && sameBytes(state.anchor.root, root) ? null : 'other-history';
};

const auditCheckpoint = (state: State, line: CheckpointLine): AuditProblem | null => {
	const { tools, manifest, publicKey, counts, whole, newest } = state;
	const read = readCheckpoint(line.note);
	if (read?.origin !== manifest.origin) return 'bad-checkpoint';
	const signature = signatureOf(read, manifest.origin, keyIdOf(tools.sha256, manifest.origin, publicKey));
	if (!signature || !tools.isSignedBy(publicKey, read.signed, signature)) return 'bad-signature';
	if (newest && (!whole || read.size <= newest.size)) return 'out-of-order';
	state.newest = read;
	counts.checkpoints += 1;
	if (whole && !isHeadOf(state, read)) return 'tree-mismatch';
	const other = !whole && state.anchor?.size === read.size ? meet(state, read.root) : null;
	return other ?? checkStamp(state, line);
};

const isHeadOf = ({ tree }: State, { size, root }: Checkpoint): boolean =>
	size === tree.size && sameBytes(root, tree.root());

const checkStamp = ({ tools, counts }: State, { note, token }: CheckpointLine): AuditProblem | null => {
	if (token === undefined) return null;
	counts.stamped += 1;
	const bytes = fromBase64(token);
	const stamped = bytes && tools.stampedHash(bytes);
	return stamped && sameBytes(stamped, tools.sha256(note)) ? null : 'bad-time-stamp';
};

const auditEnd = ({ anchor, erased, newest, whole, tree, met }: State): readonly AuditProblem[] => {
	const problems: AuditProblem[] = [];
	if (erased.size > 0) problems.push('erased-without-tombstone');
	if (newest === null || (whole && newest.size !== tree.size)) problems.push('not-covered');
	if (anchor && !met) problems.push(missed(anchor, newest, whole));
	return problems;
};

const missed = (anchor: Checkpoint, newest: Checkpoint | null, whole: boolean): AuditProblem => {
	if (anchor.size > (newest?.size ?? 0)) return 'behind-checkpoint';
	return whole ? 'other-history' : 'cannot-compare';
};
