import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { machineClock } from '#platform/clock.ts';
import { loadKey } from '#platform/crypto/sealer.ts';
import type { Premises } from '#platform/db/backup/take.ts';
import { type Embedded, Hindrance, startEmbedded } from '#platform/db/embedded.ts';
import { writableAddress } from '#platform/db/route.ts';
import { openFiles } from '#platform/files/place.ts';
import { createLog } from '#platform/log.ts';

import type { Config } from '../config.ts';
import { type OpenOffice, openOffice } from '../office.ts';

interface Opening {
	/** Only set-up may begin an installation; any other command means one that is there. */
	readonly create?: boolean;
}

/** Opens the database of an installation, beside a running office or alone, and closes it after `work`. */
export const withDatabase = async <T>(
	config: Config,
	work: (premises: Premises) => Promise<T>,
	{ create = false }: Opening = {},
): Promise<T> => {
	if (!create && !existsSync(join(config.data, 'database')) && config.databaseUrl === undefined)
		throw new Hindrance(`There is no installation in ${config.data}. Say where it is with --data.`);
	const server = config.databaseUrl === undefined ? undefined : await writableAddress(config.databaseUrl);
	const embedded: Embedded | undefined = server
		? undefined
		: await startEmbedded({ home: config.data, log: createLog(config.logLevel) });
	try {
		const files = await openFiles(config.files, config.data);
		return await work({ ...config, files, clock: machineClock, url: server ?? embedded?.url ?? '', embedded });
	} finally {
		await embedded?.close();
	}
};

/** Opens the whole office for one command; it does no background work of its own. */
export const withOffice = <T>(
	config: Config,
	work: (office: OpenOffice) => Promise<T>,
	opening: Opening = {},
): Promise<T> => {
	const inside = async ({ url }: Premises): Promise<T> => {
		const office = await openOffice({ ...config, role: 'web', databaseUrl: url, key: loadKey(config.keyFile) });
		try {
			return await work(office);
		} finally {
			await office.close();
		}
	};
	return withDatabase(config, inside, opening);
};
