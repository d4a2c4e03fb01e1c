import { openEngine } from '#platform/db/engine.ts';

const LOCK = [0x73616d, 1] as const;

/**
 * Runs `work` in one process at a time. Where another one is at it, waits until it is done and answers false: what was
 * wished has been done, or the next look finds it half done.
 */
export const inTurn = async (
	{ databaseUrl, ending }: { readonly databaseUrl: string; readonly ending: AbortSignal },
	work: () => Promise<void>,
): Promise<boolean> => {
	const { connect, close } = openEngine(databaseUrl, { max: 1 });
	const session = await connect();
	const leave = () => void session.end();
	ending.addEventListener('abort', leave, { once: true });
	try {
		const { rows } = await session.query<{ mine: boolean }>('select pg_try_advisory_lock($1, $2) as mine', [...LOCK]);
		const mine = rows[0]?.mine === true;
		if (mine) await work();
		else await session.query('select pg_advisory_lock($1, $2)', [...LOCK]);
		return mine;
	} catch (thrown) {
		if (ending.aborted) return false;
		throw thrown;
	} finally {
		ending.removeEventListener('abort', leave);
		await session.end().catch(() => undefined);
		await close();
	}
};
