import type { z } from 'zod';

import { PublicProof } from '#contract/records.ts';

import { fromBase64, keyIdOf, readCheckpoint, signatureOf } from './domain/checkpoint.ts';
import { leafHash } from './domain/merkle.ts';
import { provesInclusion } from './domain/verify-proof.ts';
import { nodeHashes } from './hashes.ts';
import { isSignedBy } from './log-key.ts';

export type ProofProblem = 'unreadable' | 'other-key' | 'bad-signature' | 'bad-inclusion';

export interface ProofReport {
	readonly ok: boolean;
	readonly problem: ProofProblem | null;
	readonly subject: string | null;
	readonly leaves: number;
	readonly size: number;
	readonly publicKey: string | null;
}

/** True for the text of a public proof, as the proof page of a post offers it. */
export const looksLikeProof = (text: string): boolean => /^\s*\{\s*"subject"/.test(text);

/**
 * Checks a public proof by itself, without database or network: the checkpoint is signed by the log's key, and every
 * leaf stands in its tree. `publicKey` is the key as the reader knows it from elsewhere.
 */
export const verifyProof = (text: string, publicKey?: string): ProofReport => {
	const read = PublicProof.safeParse(parsed(text));
	if (!read.success) return { ok: false, problem: 'unreadable', subject: null, leaves: 0, size: 0, publicKey: null };
	const proof = read.data;
	const about = { subject: proof.subject, leaves: proof.entries.length, publicKey: proof.publicKey };
	const problem = problemIn(proof, publicKey);
	return { ...about, ok: problem === null, problem, size: proof.checkpoint.size };
};

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
};

const problemIn = (proof: z.output<typeof PublicProof>, expected: string | undefined): ProofProblem | null => {
	if (expected !== undefined && expected !== proof.publicKey) return 'other-key';
	const head = readCheckpoint(proof.checkpoint.note);
	const key = fromBase64(proof.publicKey);
	if (!head || !key || head.origin !== proof.origin) return 'bad-signature';
	const signature = signatureOf(head, proof.origin, keyIdOf(nodeHashes.sha256, proof.origin, key));
	if (!signature || !isSignedBy(key, head.signed, signature)) return 'bad-signature';
	const standing = proof.entries.every(({ leaf, position, inclusion }) => {
		const steps = inclusion.map(fromBase64).filter((step) => step !== null);
		const claim = { leaf: leafHash(nodeHashes.sha256, leaf), index: position, size: head.size, root: head.root };
		return steps.length === inclusion.length && provesInclusion(nodeHashes.sha256, { ...claim, proof: steps });
	});
	return standing && proof.entries.length > 0 ? null : 'bad-inclusion';
};
