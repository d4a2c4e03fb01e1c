import { openFiles } from '#platform/files/place.ts';

import type { Config } from '../../config.ts';
import { bad, type Finding, good } from './finding.ts';

/** Whether the bucket answers with this key. Nothing is written; files on the disk are part of the data folder. */
export const filesFindings = async ({ files, data }: Config): Promise<readonly Finding[]> => {
	if (files === 'disk') return [];
	const where = `${files.bucket} (${new URL(files.endpoint).host})`;
	try {
		const store = await openFiles(files, data);
		for await (const hash of store.list()) {
			await store.has(hash);
			break;
		}
		return [good(`Dateien im Speicher ${where} lesbar`, `Files in the bucket ${where} can be read`)];
	} catch (thrown) {
		const reason = thrown instanceof Error ? thrown.message : String(thrown);
		return [
			bad(
				`Der Speicher der Dateien ${where} antwortet nicht, wie er soll: ${reason}. Prüfen Sie --files und AMTSFUNK_FILES_KEY_ID / AMTSFUNK_FILES_SECRET.`,
				`The store of the files ${where} does not answer as it should: ${reason}. Check --files and AMTSFUNK_FILES_KEY_ID / AMTSFUNK_FILES_SECRET.`,
			),
		];
	}
};
