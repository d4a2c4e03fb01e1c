import { createReadStream } from 'node:fs';

import { type Audit, type AuditProblem, type AuditTools, createAudit } from './domain/audit.ts';
import { type Checkpoint, fromBase64, keyIdOf, readCheckpoint, signatureOf } from './domain/checkpoint.ts';
import {
	type EndLine,
	type ExportLine,
	endText,
	type ManifestLine,
	readLine,
	writeLine,
} from './domain/export-line.ts';
import { nodeHashes } from './hashes.ts';
import { createLineDigest } from './line-digest.ts';
import { isSignedBy } from './log-key.ts';
import { stampedHash } from './time-stamp.ts';

/** What the auditor knows from elsewhere: only with these can a forgery by the office itself be told. */
export interface Anchors {
	/** The log's public key, base64, as published. */
	readonly publicKey?: string;
	/** The text of a checkpoint kept earlier: the export must reach it and agree with it. */
	readonly checkpoint?: string;
}

export type VerifyProblem =
	| AuditProblem
	| 'unreadable-line'
	| 'no-manifest'
	| 'bytes-changed'
	| 'cut-off'
	| 'other-key'
	| 'bad-anchor';

export interface VerifyReport {
	/** True only when not a single byte and not a single proof is wrong. */
	readonly ok: boolean;
	/** The first wrong things, with the line they stand in (0: the file as a whole). */
	readonly problems: readonly { readonly type: VerifyProblem; readonly line: number }[];
	readonly manifest: ManifestLine | null;
	readonly entries: number;
	readonly erased: number;
	readonly checkpoints: number;
	/** Checkpoints with a time stamp over exactly them; whose stamp it is, `openssl ts -verify` says. */
	readonly stamped: number;
	readonly newest: Checkpoint | null;
	/** True for the whole log up to its newest checkpoint; the records of one subject are correct, but cannot show that none is missing. */
	readonly complete: boolean;
}

const MOST_PROBLEMS = 20;
const NEWLINE = 10;
const tools: AuditTools = { ...nodeHashes, isSignedBy, stampedHash };

/** Checks an export file by itself: no database, no network, no other file. Reads it once, in memory that stays flat. */
export const verifyExport = (file: string, anchors: Anchors = {}): Promise<VerifyReport> =>
	verifyStream(createReadStream(file, { highWaterMark: 1 << 20 }), anchors);

/** The same for an export that comes in pieces. */
export const verifyStream = async (
	pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
	anchors: Anchors = {},
): Promise<VerifyReport> => {
	const check = createCheck(anchors);
	let rest: Buffer = Buffer.alloc(0);
	for await (const piece of pieces) {
		let bytes: Buffer = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
		for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE)) {
			check.line(bytes.subarray(0, end + 1));
			bytes = bytes.subarray(end + 1);
		}
		rest = bytes;
		if (check.isHopeless()) break;
	}
	if (rest.length > 0) check.line(rest);
	return check.report();
};

interface Check {
	line(bytes: Buffer): void;
	isHopeless(): boolean;
	report(): VerifyReport;
}

const createCheck = (anchors: Anchors): Check => {
	const problems: { type: VerifyProblem; line: number }[] = [];
	const digest = createLineDigest();
	let lines = 0;
	let begun: { readonly manifest: ManifestLine; readonly audit: Audit } | null = null;
	let ended = false;
	const blame = (type: VerifyProblem | null, line = lines + 1): void => {
		if (type && problems.length < MOST_PROBLEMS) problems.push({ type, line });
	};
	const judge = (line: ExportLine, bytes: Buffer): VerifyProblem | null => {
		if (line.type === 'manifest') {
			if (begun !== null) return 'unreadable-line';
			begun = begin(line, anchors, blame);
			return null;
		}
		if (begun === null) return 'no-manifest';
		if (line.type === 'entry') return begun.audit.entry(line);
		if (line.type === 'checkpoint') return begun.audit.checkpoint(line);
		ended = true;
		return judgeEnd(line, { bytes, lines, sha256: digest.hex(), manifest: begun.manifest });
	};
	return {
		isHopeless: () => problems.length >= MOST_PROBLEMS,
		line(bytes) {
			const line = readLine(bytes.toString('utf8'));
			if (line === null || ended) blame(ended ? 'bytes-changed' : 'unreadable-line');
			else blame(judge(line, bytes));
			digest.add(bytes);
			lines += 1;
		},
		report() {
			if (!ended) blame('cut-off', 0);
			for (const problem of begun?.audit.close() ?? []) blame(problem, 0);
			return toReport(begun, problems);
		},
	};
};

type Blame = (type: VerifyProblem | null, line?: number) => void;

const begin = (manifest: ManifestLine, anchors: Anchors, blame: Blame) => {
	const key = fromBase64(manifest.publicKey);
	if (key?.length !== 32) blame('bad-key');
	if (anchors.publicKey !== undefined && anchors.publicKey !== manifest.publicKey) blame('other-key', 0);
	const anchor = anchors.checkpoint === undefined ? null : readAnchor(anchors.checkpoint, manifest);
	if (anchors.checkpoint !== undefined && anchor === null) blame('bad-anchor', 0);
	return { manifest, audit: createAudit(tools, { manifest, anchor }) };
};

/** A checkpoint that this very log signed; null for any other text. */
const readAnchor = (note: string, { origin, publicKey }: ManifestLine): Checkpoint | null => {
	const read = readCheckpoint(note);
	const key = fromBase64(publicKey);
	if (!read || !key) return null;
	const signature = signatureOf(read, origin, keyIdOf(nodeHashes.sha256, origin, key));
	return signature && isSignedBy(key, read.signed, signature) ? read : null;
};

interface Ending {
	readonly bytes: Buffer;
	readonly lines: number;
	readonly sha256: string;
	readonly manifest: ManifestLine;
}

/** The last line must be byte for byte what it says, and signed by the log. */
const judgeEnd = (line: EndLine, { bytes, lines, sha256, manifest }: Ending): VerifyProblem | null => {
	const key = fromBase64(manifest.publicKey);
	const signature = fromBase64(line.signature);
	const isExact = line.lines === lines && line.sha256 === sha256 && bytes.equals(Buffer.from(writeLine(line)));
	if (!key || !signature || !isExact) return 'bytes-changed';
	return isSignedBy(key, Buffer.from(endText(sha256)), signature) ? null : 'bytes-changed';
};

const toReport = (
	begun: { readonly manifest: ManifestLine; readonly audit: Audit } | null,
	problems: VerifyReport['problems'],
): VerifyReport => {
	const counts = begun?.audit.counts ?? { entries: 0, erased: 0, checkpoints: 0, stamped: 0 };
	return {
		ok: problems.length === 0,
		problems,
		manifest: begun?.manifest ?? null,
		...counts,
		newest: begun?.audit.newest ?? null,
		complete: begun?.manifest.subject === null,
	};
};
