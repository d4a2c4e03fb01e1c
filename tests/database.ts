import { randomBytes } from 'node:crypto';

import pg from 'pg';
import { inject } from 'vitest';

/** A migrated database of its own for one test file, copied from the run's template. */
export const freshDatabase = async (): Promise<{ readonly url: string; drop(): Promise<void> }> => {
	const { adminUrl, url, template } = inject('cluster');
	const name = `test_${randomBytes(6).toString('hex')}`;
	await asAdmin(adminUrl, `create database ${name} template ${template} owner amtsfunk strategy file_copy`);
	const own = new URL(url);
	own.pathname = `/${name}`;
	return { url: own.href, drop: () => asAdmin(adminUrl, `drop database if exists ${name} with (force)`) };
};

const asAdmin = async (adminUrl: string, statement: string): Promise<void> => {
	const client = new pg.Client({ connectionString: adminUrl });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
};
