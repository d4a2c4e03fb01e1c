import pg from 'pg';

import { ADMIN, type Cluster } from './cluster.ts';

/** The name of the role that the office works as, and of the database it owns. */
export const APP = 'amtsfunk';

/** Addresses that every PostgreSQL client and `new URL` can read; the socket stands in the query. */
export const address = (cluster: Cluster, who: 'admin' | 'app', database: string): string => {
	const url = new URL(`postgres://localhost/${database}`);
	url.username = who === 'admin' ? ADMIN : APP;
	url.password = who === 'admin' ? cluster.adminPassword : cluster.appPassword;
	url.searchParams.set('host', cluster.socket);
	return url.href;
};

const session = async <T>(cluster: Cluster, database: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
	const client = new pg.Client({ connectionString: address(cluster, 'admin', database) });
	client.on('error', () => undefined);
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end().catch(() => undefined);
	}
};

/** Makes role and database where they are missing. Two processes at once do it once. */
export const provision = (cluster: Cluster): Promise<void> =>
	session(cluster, 'postgres', async (client) => {
		if (await isProvisioned(client)) return;
		await client.query('select pg_advisory_lock(4711)');
		await setPasswords(client, cluster);
		const there = await client.query('select from pg_database where datname = $1', [APP]);
		if (there.rowCount === 0) await client.query(`create database ${APP} owner ${APP}`);
		await client.query(`revoke all on database ${APP} from public`);
		await client.query(`comment on database ${APP} is 'ready'`);
	});

/** The comment is written last: without it the work was cut short. */
const isProvisioned = async (client: pg.Client): Promise<boolean> => {
	const found = await client.query(
		"select from pg_database where datname = $1 and shobj_description(oid, 'pg_database') = 'ready'",
		[APP],
	);
	return found.rowCount === 1;
};

/** Gives both roles the passwords that lie in the folder; makes the office's role where it is missing. It is never a superuser. */
export const setPasswords = async (client: pg.Client, { adminPassword, appPassword }: Cluster): Promise<void> => {
	const there = await client.query('select from pg_roles where rolname = $1', [APP]);
	if (there.rowCount === 0) await client.query(`create role ${APP} login nosuperuser nocreatedb nocreaterole`);
	await client.query(`alter role ${APP} password ${client.escapeLiteral(appPassword)}`);
	await client.query(`alter role ${ADMIN} password ${client.escapeLiteral(adminPassword)}`);
};
