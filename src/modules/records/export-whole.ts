import type { Database, Tx } from '#platform/db/database.ts';
import type { ExportLine } from './domain/export-line.ts';
import { createGraves, numbered, toCheckpointLine, toEntryLine } from './export-entry.ts';
import type { ExportNeeds } from './needs.ts';
import { type CheckpointRow, lastCheckpoint } from './store.ts';
import { records } from './tables.ts';

const PAGE = 500;

/** Erasures that happen in this very moment may ask for another look; more than this many in a row is a fault. */
const LOOKS = 5;

/** Every record in the order of the log, each checkpoint after the record it ends with, the newest one last. */
export async function* wholeLines({ db, sealer, sequenceNow }: ExportNeeds): AsyncGenerator<ExportLine> {
	const graves = createGraves();
	const toLines = ({ rows, checkpoints }: Awaited<ReturnType<typeof readPage>>): ExportLine[] =>
		rows.flatMap((row) => {
			const line = toEntryLine(sealer, row);
			graves.pass(line, row.kind);
			const checkpoint = checkpoints.get(row.position + 1);
			return checkpoint ? [line, toCheckpointLine(checkpoint)] : [line];
		});
	for (let look = 0, from = 0; look < LOOKS; look += 1) {
		const newest = await db.read('newest checkpoint', lastCheckpoint);
		if (newest === null) return;
		for (; from < newest.size; from = Math.min(from + PAGE, newest.size))
			yield* toLines(await readPage(db, { from, newest }));
		if (graves.size === 0) return;
		await sequenceNow();
	}
	throw new Error('records were erased faster than they could be read');
}

interface Span {
	readonly from: number;
	readonly newest: CheckpointRow;
}

/** Short reads, one per page: no transaction stays open however slowly the export is taken. */
const readPage = (db: Database, { from, newest }: Span) =>
	db.read('page of the log', async (tx) => {
		const to = Math.min(from + PAGE, newest.size);
		const rows = await numbered(tx)
			.where('leaf.position', '>=', from)
			.where('leaf.position', '<', to)
			.orderBy('leaf.position')
			.execute();
		if (rows.length !== to - from) throw new Error(`the log lacks records between ${from} and ${to}`);
		const checkpoints = await checkpointsUpTo(tx, from, to);
		if (to === newest.size) checkpoints.set(to, newest);
		return { rows, checkpoints };
	});

const checkpointsUpTo = async (tx: Tx, from: number, to: number): Promise<Map<number, CheckpointRow>> => {
	const rows = await records(tx)
		.selectFrom('records_checkpoint')
		.selectAll()
		.where('size', '>', from)
		.where('size', '<=', to)
		.execute();
	return new Map(rows.map((row) => [row.size, row]));
};
