import { FilesAway } from '../files/away.ts';
import { Hindrance } from './embedded/hindrance.ts';

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

/** Some errors of a line have a name and no words. */
export const wordsOf = (thrown: Error): string => thrown.message || String(thrown);

/** SPEC: class 28 (this account does not come in) and 3D000 (there is no such database). */
const REFUSED = /^(?:28|3D000$)/;

/** What a person can mend about database, disk or files, in one sentence; undefined for anything else. */
export const hindranceOf = (thrown: unknown): string | undefined => {
	if (!(thrown instanceof Error)) return undefined;
	if (thrown instanceof Hindrance) return thrown.message;
	const words = wordsOf(thrown);
	if (REFUSED.test((thrown as Error & { readonly code?: string }).code ?? ''))
		return `The server of DATABASE_URL refuses: ${words}. Check account, password and the name of the database.`;
	switch (troubleOf(thrown)) {
		case 'office.database-away':
			return `The database went away while it was needed: ${words}. Start again when PostgreSQL answers.`;
		case 'office.files-away':
			return `The store of files does not answer: ${words}. Check --files and its key, and start again.`;
		case 'office.disk-full':
			return `The disk is full: ${words}. Make room and start again.`;
		case null:
			return undefined;
	}
};
