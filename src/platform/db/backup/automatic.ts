import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { writableAddress } from '../route.ts';
import { type Premises, takeBackup } from './take.ts';

const LABEL = 'before-migration';
const KEPT = 3;

/** Saves the database before its schema changes. Of these backups only the newest three are kept. */
export const backupBeforeMigration =
	(premises: Premises): (() => Promise<void>) =>
	async () => {
		// Uploaded files do not change with the schema.
		const url = await writableAddress(premises.url);
		await takeBackup({ ...premises, url }, { label: LABEL, withFiles: false });
		const folder = join(premises.data, 'backups');
		const taken = (await readdir(folder)).filter((name) => name.startsWith(`amtsfunk-${LABEL}-`)).sort();
		for (const name of taken.slice(0, -KEPT)) await rm(join(folder, name), { recursive: true, force: true });
	};
