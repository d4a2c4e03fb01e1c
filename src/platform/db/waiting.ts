import { setTimeout as pause } from 'node:timers/promises';

import { type Engine, openEngine } from './engine.ts';
import { troubleOf } from './trouble.ts';

const AGAIN_MS = 1_000;

interface Waiting {
	/** Fires when nobody wants to wait any longer. */
	readonly ending: AbortSignal;
	/** Told once, with what the server or the line said. */
	readonly waits: (reason: string) => void;
}

/**
 * Resolves when the database of `url` takes a connection, or when `ending` fires: after a power cut the server may come up
 * later than we do, or have no connection left. Throws at once what no waiting mends, such as a wrong password.
 */
export const untilThere = async (url: string, { ending, waits }: Waiting): Promise<void> => {
	const engine = openEngine(url, { max: 1 });
	try {
		let told = false;
		while (!ending.aborted) {
			const reason = await hinders(engine);
			if (reason === null) return;
			if (!told) waits(reason);
			told = true;
			await pause(AGAIN_MS, undefined, { signal: ending }).catch(() => undefined);
		}
	} finally {
		await engine.close();
	}
};

/** Why it takes no connection just now; null when it does. */
const hinders = async ({ connect }: Engine): Promise<string | null> => {
	try {
		await (await connect()).end();
		return null;
	} catch (thrown) {
		if (!(thrown instanceof Error) || troubleOf(thrown) !== 'office.database-away') throw thrown;
		return said(thrown);
	}
};

/** SPEC: PostgreSQL, class 28 (this account does not come in) and 3D000 (there is no such database). */
const REFUSED = /^(?:28|3D000$)/;

const said = (thrown: Error): string => thrown.message || String(thrown);

/** What a person can mend about the database, the disk or the store of files, in one sentence; undefined for anything else. */
export const hindranceOf = (thrown: unknown): string | undefined => {
	if (!(thrown instanceof Error)) return undefined;
	if (REFUSED.test((thrown as Error & { readonly code?: string }).code ?? ''))
		return `The server of DATABASE_URL refuses: ${said(thrown)}. Check account, password and the name of the database.`;
	switch (troubleOf(thrown)) {
		case 'office.database-away':
			return `The database went away while it was needed: ${said(thrown)}. Start again when PostgreSQL answers.`;
		case 'office.files-away':
			return `The store of files does not answer: ${said(thrown)}. Check --files and its key, and start again.`;
		case 'office.disk-full':
			return `The disk is full: ${said(thrown)}. Make room and start again; nothing is lost.`;
		case null:
			return undefined;
	}
};
