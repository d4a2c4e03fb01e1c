// A process of its own that saves, restores or brings a schema up to date, so that it can be killed over it.
import { join } from 'node:path';

import { machineClock } from '#platform/clock.ts';
import { restoreBackup } from '#platform/db/backup/restore.ts';
import { takeBackup } from '#platform/db/backup/take.ts';
import { diskFiles } from '#platform/files.ts';
import { createLog } from '#platform/log.ts';

import { allMigrations } from '../../src/migrations.ts';

const [what, url = '', data = '', folder = ''] = process.argv.slice(2);
process.stdout.write('begun\n');
if (what === 'backup')
	await takeBackup(
		{
			...{ clock: machineClock, data, keyFile: join(data, 'key'), url, embedded: undefined },
			files: diskFiles(join(data, 'files')),
		},
		{ to: folder, portable: true },
	);
else await restoreBackup({ from: folder, data, databaseUrl: url, migrations: allMigrations, log: createLog('silent') });
process.stdout.write('done\n');
