import { pino } from 'pino';

/** What happened, as one word group, with fields that name no person and hold no secret. */
export interface Log {
	info(event: string, fields?: Readonly<Record<string, unknown>>): void;
	warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
	error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

const secret = ['token', 'password', 'secret', 'authorization', 'cookie', 'accessJwt', 'refreshJwt'];

/** Writes one JSON line per event to stderr. Fields with the names of secrets are blanked even if someone passes them. */
export const createLog = (level: 'silent' | 'info' | 'warn'): Log => {
	const logger = pino(
		{
			level,
			base: null,
			redact: { paths: [...secret, ...secret.map((name) => `*.${name}`)], censor: '***' },
			formatters: { level: (label) => ({ level: label }) },
		},
		pino.destination({ fd: 2, sync: false }),
	);
	return {
		info: (event, fields = {}) => logger.info(fields, event),
		warn: (event, fields = {}) => logger.warn(fields, event),
		error: (event, fields = {}) => logger.error(fields, event),
	};
};

/** The part of an error that is safe and useful in the log: name, code and the first lines of its stack, no values. */
export const errorFields = (thrown: unknown): Readonly<Record<string, unknown>> =>
	thrown instanceof Error
		? {
				error: thrown.message.slice(0, 300),
				code: (thrown as { code?: unknown }).code,
				stack: thrown.stack?.split('\n').slice(1, 6),
			}
		: { error: String(thrown).slice(0, 300) };
