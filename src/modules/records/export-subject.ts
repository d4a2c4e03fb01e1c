import type { Database } from '#platform/db/database.ts';

import type { ExportLine } from './domain/export-line.ts';
import { createGraves, numbered, toCheckpointLine, toEntryLine } from './export-entry.ts';
import type { ExportNeeds } from './needs.ts';
import { proveAll } from './proofs.ts';
import { lastCheckpoint } from './store.ts';

/** Erasures that happen in this very moment may ask for another look; more than this many in a row is a fault. */
const LOOKS = 5;

/** The records of one subject against the newest checkpoint, each with the proof that it stands in the log. */
export async function* subjectLines(
	{ db, sealer, sequenceNow }: ExportNeeds,
	subject: string,
): AsyncGenerator<ExportLine> {
	for (let look = 0; look < LOOKS; look += 1) {
		const { checkpoint, rows, proofs } = await readSubject(db, subject);
		const graves = createGraves();
		const lines = rows.map((row, n) => {
			const line = toEntryLine(sealer, row);
			graves.pass(line, row.kind);
			return { ...line, inclusion: proofs[n]?.inclusion ?? [] };
		});
		if (graves.size === 0) {
			if (checkpoint) yield toCheckpointLine(checkpoint);
			yield* lines;
			return;
		}
		await sequenceNow();
	}
	throw new Error('records were erased faster than they could be read');
}

const readSubject = (db: Database, subject: string) =>
	db.read('records of subject', async (tx) => {
		const checkpoint = await lastCheckpoint(tx);
		const rows = await numbered(tx)
			.where('entry.subject', '=', subject)
			.where('leaf.position', '<', checkpoint?.size ?? 0)
			.orderBy('leaf.position')
			.execute();
		return { checkpoint, rows, proofs: await proveAll(tx, checkpoint, rows) };
	});
