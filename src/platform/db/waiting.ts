import { setTimeout as pause } from 'node:timers/promises';

import { type Engine, openEngine } from './engine.ts';
import { troubleOf, wordsOf } from './trouble.ts';

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
		return wordsOf(thrown);
	}
};
