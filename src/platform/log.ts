import type { Clock } from '#kernel/time.ts';

import { machineClock } from './clock.ts';

/** What happened, as one word group, with fields that name no person and hold no secret. */
export interface Log {
	info(event: string, fields?: Readonly<Record<string, unknown>>): void;
	warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
	error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

interface Sink {
	readonly clock: Clock;
	write(line: string): void;
}

const secret = /^(.*token|.*password|.*secret|authorization|(set-)?cookie|(access|refresh)jwt)$/i;
const levels = { info: 0, warn: 1, error: 2, silent: 3 };

const stderr: Sink = { clock: machineClock, write: (line) => process.stderr.write(line) };

/**
 * Writes one JSON line per event to stderr. Fields with the names of secrets are blanked at any depth, even if someone
 * passes them; a field that cannot be written never costs the line, nor the work that wanted to tell it.
 */
export const createLog = (level: 'silent' | 'info' | 'warn', { clock, write }: Sink = stderr): Log => {
	const say =
		(at: 'info' | 'warn' | 'error') =>
		(event: string, fields: Readonly<Record<string, unknown>> = {}) => {
			if (levels[at] >= levels[level]) write(`${lineOf({ level: at, time: clock.now(), ...fields, msg: event })}\n`);
		};
	return { info: say('info'), warn: say('warn'), error: say('error') };
};

const lineOf = (fields: Readonly<Record<string, unknown>>): string => {
	try {
		return JSON.stringify(fields, plain);
	} catch {
		const { level, time, msg } = fields;
		return JSON.stringify({ level, time, msg, unwritable: Object.keys(fields) });
	}
};

const plain = (name: string, value: unknown): unknown => {
	if (secret.test(name)) return '***';
	if (typeof value === 'bigint') return String(value);
	return value instanceof Error ? errorFields(value) : value;
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
