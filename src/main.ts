import { mkdirSync } from 'node:fs';

import { loadKey } from '#platform/crypto/sealer.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { createLog } from '#platform/log.ts';

import { type Config, ConfigError, readConfig } from './config.ts';
import { openOffice } from './office.ts';
import { listen } from './serve.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Opens what the settings ask for, says where it is, and closes it in order when told to end. */
const run = async (config: Config): Promise<void> => {
	mkdirSync(config.data, { recursive: true });
	const listening = await listen(config);
	const database = config.databaseUrl
		? { url: config.databaseUrl, close: async () => undefined }
		: await startEmbedded({ home: config.data, log: createLog(config.logLevel) });
	const office = await openOffice({ ...config, databaseUrl: database.url, key: loadKey(config.keyFile) });
	listening.answerWith(office);
	say(`Amtsfunk: ${config.origin}/`);
	await endOfDay();
	await listening.close();
	await office.close();
	await database.close();
};

/** Resolves at the first request to end; a second one ends at once. */
const endOfDay = (): Promise<void> =>
	new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.once(signal, () => {
				process.once(signal, () => process.exit(1));
				resolve();
			});
		}
	});

try {
	await run(readConfig(process.argv.slice(2)));
	process.exit(0);
} catch (thrown) {
	if (!(thrown instanceof ConfigError)) throw thrown;
	process.stderr.write(`${thrown.message}\n`);
	process.exit(2);
}
