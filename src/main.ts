import { join } from 'node:path';

import { machineClock } from '#platform/clock.ts';
import { loadKey } from '#platform/crypto/sealer.ts';
import { backupBeforeMigration } from '#platform/db/backup/automatic.ts';
import { dataFolder, startEmbedded } from '#platform/db/embedded.ts';
import { hindranceOf } from '#platform/db/trouble.ts';
import { untilThere } from '#platform/db/waiting.ts';
import { openFiles } from '#platform/files/place.ts';
import { ensureDeskBuilt } from '#platform/http/desk.ts';
import { createLog } from '#platform/log.ts';

import { type Config, ConfigError, readConfig } from './config.ts';
import { keepOpen } from './keep-open.ts';
import { listen } from './serve.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Opens what the settings ask for, keeps it open, and closes it in order when told to end. */
const run = async (config: Config): Promise<void> => {
	const ending = endOfDay();
	const log = createLog(config.logLevel);
	dataFolder(config.data);
	const listening = await listen(config);
	const embedded = config.databaseUrl ? undefined : await startEmbedded({ home: config.data, log });
	const url = config.databaseUrl ?? embedded?.url ?? '';
	await untilThere(url, {
		ending,
		waits: (reason) => say(`The database does not answer yet (${reason}). Waiting for it.`),
	});
	const desk = config.role === 'jobs' ? {} : { desk: await ensureDeskBuilt(join(import.meta.dirname, '..'), say) };
	const files = await openFiles(config.files, config.data);
	const settings = {
		...config,
		...desk,
		databaseUrl: url,
		key: loadKey(config.keyFile),
		backupBeforeMigration: backupBeforeMigration({ ...config, files, clock: machineClock, url, embedded }),
	};
	await keepOpen({ config, settings, listening, ending, now: machineClock.now, say, log });
	await listening.close();
	await embedded?.close();
};

/** Fires at the first request to end; a second one ends at once. */
const endOfDay = (): AbortSignal => {
	const ending = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => {
			process.once(signal, () => process.exit(1));
			ending.abort();
		});
	}
	return ending.signal;
};

/** What a person can mend is said in one sentence; anything else is a bug and shows its stack. */
const hindrance = (thrown: unknown): string | undefined => {
	if (thrown instanceof ConfigError) return thrown.message;
	const { code, port } = thrown as { code?: string; port?: number };
	if (code === 'EADDRINUSE')
		return `Port ${port} is in use. Amtsfunk may be running already; else choose another with --port.`;
	if (code === 'EACCES' && port !== undefined)
		return `This account may not listen on port ${port}. Choose one above 1023 with --port.`;
	return hindranceOf(thrown);
};

try {
	await run(readConfig(process.argv.slice(2)));
	process.exit(0);
} catch (thrown) {
	const sentence = hindrance(thrown);
	if (sentence === undefined) throw thrown;
	process.stderr.write(`${sentence}\n`);
	process.exit(2);
}
