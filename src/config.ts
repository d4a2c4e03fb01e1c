import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { z } from 'zod';

import { type FilesPlace, readFilesPlace } from '#platform/files/place.ts';
import { type InnerHosts, readInnerHosts } from '#platform/outbound/inner-hosts.ts';

/** How this installation runs. The only reader of flags and environment; everything else is given what it needs. */
export interface Config {
	readonly port: number;
	readonly host: string;
	/** Public address without a trailing slash. */
	readonly origin: string;
	readonly data: string;
	readonly databaseUrl: string | undefined;
	readonly keyFile: string;
	/** Where uploaded files lie: in the data folder, or in a bucket of an S3 server. */
	readonly files: FilesPlace;
	/** The most connections to the database beside the lasting ones. */
	readonly connections: number;
	/** `web` serves, `jobs` works, `all` does both. */
	readonly role: 'all' | 'web' | 'jobs';
	/** Trials and tests: the outbound door may reach loopback and plain http. */
	readonly lab: boolean;
	/** An empty installation becomes the sample city. */
	readonly sample: boolean;
	readonly tsaUrl: string | undefined;
	/** How long a network may fetch a file of a delivery at the longest. */
	readonly mediaMs: number;
	/** `host:port` of a ClamAV that looks at files of others. */
	readonly scanner: string | undefined;
	/** Machines of the own network that may be reached: mail servers, hand-over, time stamps. */
	readonly innerHosts: InnerHosts;
	readonly logLevel: 'info' | 'warn' | 'silent';
}

/** What is wrong with the settings, in words for the person who starts the program. */
export class ConfigError extends Error {}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** The flags every command understands. */
export const configOptions = {
	port: { type: 'string' },
	host: { type: 'string' },
	origin: { type: 'string' },
	data: { type: 'string' },
	role: { type: 'string' },
	lab: { type: 'boolean' },
	sample: { type: 'boolean' },
	'key-file': { type: 'string' },
	'tsa-url': { type: 'string' },
	'media-minutes': { type: 'string' },
	scanner: { type: 'string' },
	'inner-hosts': { type: 'string' },
	files: { type: 'string' },
	connections: { type: 'string' },
	log: { type: 'string' },
} as const;

type Flag = keyof typeof configOptions;

const Settings = z.object({
	port: z.coerce.number().int().min(0).max(65_535),
	host: z.string().min(1),
	origin: z.url({ protocol: /^https?$/ }).optional(),
	data: z.string().min(1),
	role: z.enum(['all', 'web', 'jobs']),
	lab: z.boolean(),
	sample: z.boolean(),
	'key-file': z.string().optional(),
	'tsa-url': z.url({ protocol: /^https?$/ }).optional(),
	'media-minutes': z.coerce.number().int().min(1).max(60),
	scanner: z
		.string()
		.regex(/^(?:[a-z0-9.-]+|\[[0-9a-f:]+\]):\d{1,5}$/i, 'must be host:port')
		.optional(),
	'inner-hosts': z.string(),
	files: z.string(),
	connections: z.coerce.number().int().min(4).max(500),
	log: z.enum(['info', 'warn', 'silent']),
	databaseUrl: z
		.string()
		.regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
		.optional(),
});

/** Reads flags, then the environment (`AMTSFUNK_PORT` for `--port`), then the defaults. Throws `ConfigError` with a plain sentence. */
export const readConfig = (
	argv: readonly string[],
	env: Readonly<Record<string, string | undefined>> = process.env,
): Config => {
	const flags = readFlags(argv);
	const given = (flag: Flag): string | boolean | undefined =>
		flags[flag] ?? env[`AMTSFUNK_${flag.toUpperCase().replaceAll('-', '_')}`];
	const settings = Settings.safeParse({
		port: given('port') ?? 8080,
		host: given('host') ?? '127.0.0.1',
		origin: given('origin'),
		data: given('data') ?? defaultHome(),
		role: given('role') ?? 'all',
		lab: isSet(given('lab')),
		sample: isSet(given('sample')),
		'key-file': given('key-file'),
		'tsa-url': given('tsa-url'),
		'media-minutes': given('media-minutes') ?? 60,
		scanner: given('scanner'),
		'inner-hosts': given('inner-hosts') ?? '',
		files: given('files') ?? 'disk',
		connections: given('connections') ?? 20,
		log: given('log') ?? 'info',
		databaseUrl: env['DATABASE_URL'],
	});
	if (!settings.success) {
		const [issue] = settings.error.issues;
		throw new ConfigError(`The setting "${issue?.path.join('.')}" cannot be used: ${issue?.message}.`);
	}
	return checked(settings.data, filesPlace(settings.data.files, env));
};

const isSet = (value: string | boolean | undefined): boolean => value === true || value === '1' || value === 'true';

const readFlags = (argv: readonly string[]): Partial<Record<Flag, string | boolean>> => {
	try {
		return parseArgs({ args: [...argv], options: configOptions, allowPositionals: false }).values;
	} catch (thrown) {
		throw new ConfigError(
			`${thrown instanceof Error ? thrown.message : String(thrown)} Known settings: --${Object.keys(configOptions).join(', --')}.`,
		);
	}
};

/** As root the system's place for state, else a folder beside the program. */
const defaultHome = (): string =>
	process.getuid?.() === 0 ? '/var/lib/amtsfunk' : join(import.meta.dirname, '..', 'data');

/** Reads where files lie; the key to a bucket stands in the environment, where no list of processes shows it. Throws `ConfigError`. */
export const filesPlace = (
	text: string,
	env: Readonly<Record<string, string | undefined>> = process.env,
): FilesPlace => {
	try {
		return readFilesPlace(text, { keyId: env['AMTSFUNK_FILES_KEY_ID'], secret: env['AMTSFUNK_FILES_SECRET'] });
	} catch (thrown) {
		throw new ConfigError(`The setting "files" ${thrown instanceof Error ? thrown.message : String(thrown)}.`);
	}
};

const innerHostsIn = (text: string): InnerHosts => {
	try {
		return readInnerHosts(text);
	} catch (thrown) {
		throw new ConfigError(`The setting "inner-hosts" ${thrown instanceof Error ? thrown.message : String(thrown)}.`);
	}
};

const checked = (settings: z.infer<typeof Settings>, files: FilesPlace): Config => {
	const data = resolve(settings.data);
	const shown = LOOPBACK.has(settings.host) ? 'localhost' : settings.host;
	const origin = (settings.origin ?? `http://${shown}:${settings.port}`).replace(/\/+$/, '');
	if (settings.lab) refuseOpen('--lab', { host: settings.host, origin });
	if (settings.sample) refuseOpen('--sample', { host: settings.host, origin });
	if (settings.sample && files !== 'disk')
		throw new ConfigError('--sample keeps its files on the disk: leave --files away.');
	return {
		port: settings.port,
		host: settings.host,
		origin,
		data,
		databaseUrl: settings.databaseUrl,
		keyFile: resolve(settings['key-file'] ?? join(data, 'key')),
		files,
		connections: settings.connections,
		role: settings.role,
		lab: settings.lab,
		sample: settings.sample,
		tsaUrl: settings['tsa-url'],
		mediaMs: settings['media-minutes'] * 60_000,
		scanner: settings.scanner,
		innerHosts: innerHostsIn(settings['inner-hosts']),
		logLevel: settings.log,
	};
};

/** Refuses to show the world what is meant for trials on this machine. Throws `ConfigError`. */
export const refuseOpen = (what: string, { host, origin }: Pick<Config, 'host' | 'origin'>): void => {
	if (!LOOPBACK.has(host)) throw new ConfigError(`${what} listens on this machine only: leave --host away.`);
	if (!LOOPBACK.has(new URL(origin).hostname.replace(/^\[|\]$/g, '')))
		throw new ConfigError(`${what} takes no public --origin: it is for trials on this machine.`);
};
