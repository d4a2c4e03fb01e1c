import pg from 'pg';

/** SPEC: PostgreSQL, libpq connection URIs: several hosts stand in one address, separated by commas. The driver knows one. */
const PARTS = /^(postgres(?:ql)?:\/\/)([^@/?]*@)?([^/?]*)(.*)$/;
/** A server that is merely slow needs some seconds for the handshake. */
const PROBE_MS = 10_000;

/** The servers of a DATABASE_URL, each as an address of its own. `target_session_attrs` is understood, not passed on. */
export const addressesOf = (url: string): readonly string[] => {
	const [, scheme = '', login = '', hosts = '', rest = ''] = PARTS.exec(url) ?? [];
	const said = rest
		.replace(/([?&])target_session_attrs=[^&]*(&|$)/, (_, before: string, after: string) => (after ? before : ''))
		.replace(/\?$/, '');
	return hosts.split(',').map((host) => `${scheme}${login}${host}${said}`);
};

/** What a server says that only reads: it will take over, or another one has. */
export class StandbyError extends Error {
	/** SPEC: PostgreSQL, appendix A: read_only_sql_transaction. */
	readonly code = '25006';
	constructor() {
		super('the server is a standby: it takes no changes');
	}
}

export interface Route {
	/** With a single server nobody looks for another. */
	readonly isSingle: boolean;
	/** The server that took changes last. */
	now(): string;
	/** Asks all servers at once which takes changes; many askers are one round. Throws what one of them said when none does. */
	find(): Promise<string>;
}

/** Knows which of several servers takes changes. */
export const createRoute = (url: string): Route => {
	const addresses = addressesOf(url);
	let current = addresses[0] ?? url;
	let finding: Promise<string> | undefined;

	const look = async (): Promise<string> => {
		try {
			current = await Promise.any(addresses.map(probe));
			return current;
		} catch (thrown) {
			throw thrown instanceof AggregateError ? thrown.errors.at(-1) : thrown;
		}
	};
	return {
		isSingle: addresses.length === 1,
		now: () => current,
		find() {
			finding ??= look().finally(() => {
				finding = undefined;
			});
			return finding;
		},
	};
};

/** The server of `url` that takes changes, for whoever needs one plain address. */
export const writableAddress = (url: string): Promise<string> => {
	const route = createRoute(url);
	return route.isSingle ? Promise.resolve(route.now()) : route.find();
};

const probe = async (address: string): Promise<string> => {
	const client = new pg.Client({
		connectionString: address,
		connectionTimeoutMillis: PROBE_MS,
		query_timeout: PROBE_MS,
		application_name: 'amtsfunk',
	});
	client.on('error', () => undefined);
	try {
		await client.connect();
		await refuseStandby(client);
		return address;
	} finally {
		await client.end().catch(() => undefined);
	}
};

/** Throws when the server at the other end only reads. */
export const refuseStandby = async (client: pg.ClientBase): Promise<void> => {
	const { rows } = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby');
	if (rows[0]?.standby !== false) throw new StandbyError();
};
