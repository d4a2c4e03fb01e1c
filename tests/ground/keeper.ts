// A process of its own that keeps the database in a folder running until it is told to end. Speaks JSON lines.
import pg from 'pg';

import { startEmbedded } from '#platform/db/embedded.ts';
import { createLog } from '#platform/log.ts';

const [home = '', native, mask] = process.argv.slice(2);
if (mask) process.umask(Number.parseInt(mask, 8));
const tell = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

try {
	const embedded = await startEmbedded({ home, log: createLog('silent'), ...(native ? { native } : {}) });
	const client = new pg.Client({ connectionString: embedded.url });
	client.on('error', () => undefined);
	await client.connect();
	await client.query('create table if not exists kept (n integer)');
	await client.end();
	process.once('SIGTERM', () => void embedded.close().then(() => process.exit(0)));
	const { url, version, adopted, cluster } = embedded;
	tell({ url, version, adopted, bin: cluster.binaries.bin, socket: cluster.socket, data: cluster.data });
} catch (thrown) {
	tell({ hindrance: thrown instanceof Error ? thrown.message : String(thrown) });
	process.exit(2);
}
