import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { fail, ok, type Result } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';

import { toBase64 } from './domain/checkpoint.ts';
import { endText, writeLine } from './domain/export-line.ts';
import { subjectLines } from './export-subject.ts';
import { wholeLines } from './export-whole.ts';
import type { ExportNeeds } from './needs.ts';
import { logIdentity } from './store.ts';

export interface ExportRequest {
	/** Only the records of this subject, each with its inclusion proof; else the whole log. */
	readonly subject?: string | undefined;
}

/**
 * The lines of an export, made while they are read: memory stays flat whatever the size of the log. JSON lines:
 * manifest, entries and checkpoints, and a last line that signs all bytes before it. `verifyExport` checks it.
 */
export async function* exportLines(needs: ExportNeeds, { subject }: ExportRequest): AsyncGenerator<string> {
	await needs.sequenceNow();
	const identity = await needs.db.read('log identity', logIdentity);
	if (identity === null) throw new Error('the log has no checkpoint yet');
	const digest = createHash('sha256');
	let lines = 0;
	const count = (line: string): string => {
		digest.update(line);
		lines += 1;
		return line;
	};
	yield count(
		writeLine({
			type: 'manifest',
			v: 1,
			origin: identity.name,
			publicKey: toBase64(identity.publicKey),
			createdAt: toIso(needs.clock.now()),
			subject: subject ?? null,
		}),
	);
	const parts = subject === undefined ? wholeLines(needs) : subjectLines(needs, subject);
	for await (const line of parts) yield count(writeLine(line));
	const sha256 = digest.digest('hex');
	const signature = toBase64(needs.key.sign(Buffer.from(endText(sha256))));
	yield writeLine({ type: 'end', lines, sha256, signature });
}

/** True once there is anything to export. */
export const canExport = async ({ db, sequenceNow }: Pick<ExportNeeds, 'db' | 'sequenceNow'>): Promise<boolean> => {
	await sequenceNow();
	return (await db.read('log identity', logIdentity)) !== null;
};

/** Writes an export file; a half-written one never has the final name. */
export const exportRecords = async (
	needs: ExportNeeds,
	{ to, ...request }: ExportRequest & { readonly to: string },
): Promise<Result<{ bytes: number }, { readonly type: 'records.nothing-to-export' }>> => {
	if (!(await canExport(needs))) return fail({ type: 'records.nothing-to-export' });
	const half = `${to}.part`;
	try {
		await pipeline(Readable.from(exportLines(needs, request)), createWriteStream(half, { mode: 0o600, flush: true }));
		await rename(half, to);
	} catch (thrown) {
		await rm(half, { force: true });
		throw thrown;
	}
	return ok({ bytes: (await stat(to)).size });
};
