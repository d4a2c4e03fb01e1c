import type { Tx } from '#platform/db/database.ts';

import type { DeliverySource, Gate } from './delivery.ts';
import type { Row } from './store.ts';

/** Asks each source which of its publications and edits may not leave any more. Answers delivery id → why. */
export const askGates = async (
	tx: Tx,
	rows: readonly Row[],
	gates: ReadonlyMap<DeliverySource, Gate>,
): Promise<ReadonlyMap<string, string>> => {
	const refused = new Map<string, string>();
	for (const [source, gate] of gates) {
		let rest = rows.filter((row) => row.source === source && row.operation !== 'withdraw');
		while (rest.length > 0) {
			const round = firstContents(rest);
			const asked = [...round].map(([subject, contentHash]) => ({ subject, contentHash }));
			const answer = await gate(tx, asked);
			const settled = rest.filter((row) => round.get(row.subject) === row.content_hash);
			for (const row of settled) {
				const reason = answer.get(row.subject);
				if (reason !== undefined) refused.set(row.id, reason);
			}
			rest = rest.filter((row) => !settled.includes(row));
		}
	}
	return refused;
};

/** One content per subject: answers come by subject, so two contents of one subject are asked about one after the other. */
const firstContents = (rows: readonly Row[]): ReadonlyMap<string, string> => {
	const contents = new Map<string, string>();
	for (const row of rows) if (!contents.has(row.subject)) contents.set(row.subject, row.content_hash);
	return contents;
};
