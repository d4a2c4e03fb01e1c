import { FilesAway } from '../files/away.ts';

export type Trouble = 'office.database-away' | 'office.disk-full' | 'office.files-away';

/** SPEC: PostgreSQL's error codes: class 08 connection, 57P server going down or coming up, 53300 no connection left, 25006 a standby before it takes over. */
const AWAY = /^(?:08|57P0|53300$|25006$)/;
const LINE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND']);
/** The driver gives these no code. */
const SAID = /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i;
const FULL = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** SPEC: class 22, data exception: a value that is no moment, no number, no text. */
export const isBadValue = (thrown: unknown): boolean =>
	thrown instanceof Error && /^22/.test((thrown as Error & { readonly code?: string }).code ?? '');

/** Whether something failed because the database is away or the disk is full: both pass, and neither is a bug. */
export const troubleOf = (thrown: unknown): Trouble | null => {
	if (!(thrown instanceof Error)) return null;
	if (thrown instanceof FilesAway) return 'office.files-away';
	const { code = '', syscall } = thrown as Error & { readonly code?: string; readonly syscall?: string };
	if (FULL.has(code)) return 'office.disk-full';
	const isLine = LINE.has(code) && (code !== 'ENOENT' || syscall === 'connect');
	return isLine || AWAY.test(code) || SAID.test(thrown.message) ? 'office.database-away' : null;
};
