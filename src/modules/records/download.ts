import { Readable } from 'node:stream';

import type { Hono } from 'hono';

import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';
import { type Act, done } from '#platform/act.ts';
import { problem } from '#platform/http/problem.ts';

import { canExport, type ExportRequest, exportLines } from './export.ts';
import type { ExportNeeds } from './needs.ts';

interface Needs extends ExportNeeds {
	readonly act: Act;
	readonly identify: (request: Request) => Promise<Actor | null>;
}

export type ExportFailure = { readonly type: 'access.denied' } | { readonly type: 'records.nothing-to-export' };

/** Leaves the leaf that says who took what out of the house; it is part of that very export. */
export const leaveExport = async (
	{ act, ...needs }: ExportNeeds & { readonly act: Act },
	actor: Actor,
	{ subject }: ExportRequest,
): Promise<Result<null, ExportFailure>> => {
	const left = await act<null, ExportFailure>('export records', actor, async () => {
		if (!may(actor, 'record.export')) return fail({ type: 'access.denied' });
		return done(null, {
			kind: 'record.exported',
			subject: subject ?? 'log',
			payload: { scope: subject === undefined ? 'whole' : 'subject' },
		});
	});
	if (!left.ok) return left;
	return (await canExport(needs)) ? ok(null) : fail({ type: 'records.nothing-to-export' });
};

/** `GET /api/records/export`: the file `amtsfunk verify` reads, as a download that is made while it is taken. */
export const mountDownload = (app: Hono, needs: Needs): void => {
	app.get('/api/records/export', async (c) => {
		const actor = await needs.identify(c.req.raw);
		if (actor === null) return problem(c, 401, { type: 'access.sign-in' });
		if (!actor.elevated) return problem(c, 403, { type: 'access.second-factor' });
		const subject = c.req.query('subject');
		const left = await leaveExport(needs, actor, { subject });
		if (!left.ok) return problem(c, left.error.type === 'access.denied' ? 403 : 404, left.error);
		const day = toIso(needs.clock.now()).slice(0, 10);
		const lines = Readable.from(exportLines(needs, { subject }));
		return c.body(Readable.toWeb(lines) as ReadableStream, 200, {
			'content-type': 'application/jsonl; charset=utf-8',
			'content-disposition': `attachment; filename="akte-${day}.jsonl"`,
			'cache-control': 'no-store',
		});
	});
};
