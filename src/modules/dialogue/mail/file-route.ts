import type { Context, Hono } from 'hono';

import { type Actor, may, system } from '#kernel/permission.ts';
import { done } from '#platform/act.ts';
import { problem } from '#platform/http/problem.ts';
import type { Pictures } from '#platform/media/pictures.ts';
import type { Scan } from '#platform/scanner.ts';

import { cleanBy, type Unclean } from '../clean.ts';
import { isPicture, type MailFile, savedAs } from '../domain/mail-file.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { destroyFile, fileBytes } from './files.ts';
import { aboutMessages } from './store.ts';

type Needs = Pick<DialogueNeeds, 'db' | 'act' | 'events' | 'sealer' | 'log'> & {
	readonly identify: (request: Request) => Promise<Actor | null>;
	readonly pictures: Pick<Pictures, 'take'>;
	readonly scan?: Scan | undefined;
};

const WIDTH = 960;
const safe = {
	'cache-control': 'private, no-store',
	'x-content-type-options': 'nosniff',
	'content-security-policy': "default-src 'none'; sandbox",
} as const;

/** What hung on a mail: pictures written anew, other files to be saved, and nothing that the scanner has not found clean. */
export const mountMailFiles = (app: Hono, needs: Needs): void => {
	const isClean = cleanBy(needs.scan, needs.log);
	app.get('/api/messages/:id/files/:place', async (c) => {
		const actor = await needs.identify(c.req.raw);
		if (!actor) return problem(c, 401, { type: 'access.sign-in' });
		const place = Number(c.req.param('place'));
		const found = await findFile(needs, c.req.param('id'), place);
		if (found === null) return problem(c, 404, { type: 'message.no-such-file' });
		if (!may(actor, 'conversation.read', found.unitId)) return problem(c, 403, { type: 'access.denied' });
		const clean = await isClean(found.bytes);
		return clean.ok ? give(c, needs, found) : refuse(c, needs, { found, place, why: clean.error });
	});
};

interface Refused {
	readonly found: Found;
	readonly place: number;
	readonly why: Unclean;
}

const refuse = async (c: Context, needs: Needs, { found, place, why }: Refused): Promise<Response> => {
	if (why.type === 'message.media-unscanned') return problem(c, 503, { type: 'message.file-unscanned' });
	await destroy(needs, found, { place, name: why.found });
	return problem(c, 403, { type: 'message.file-infected' });
};

interface Found {
	readonly messageId: string;
	readonly conversationId: string;
	readonly unitId: string;
	readonly file: MailFile;
	readonly bytes: Buffer;
}

/** Only what can be read on the desk is given: not what was handed over, taken back or deleted. */
const findFile = ({ db, sealer }: Needs, messageId: string, place: number): Promise<Found | null> =>
	db.read('file of a mail', async (tx) => {
		if (!Number.isInteger(place) || place < 0) return null;
		const row = await dialogue(tx)
			.selectFrom('dialogue_message as m')
			.innerJoin('dialogue_conversation as c', 'c.id', 'm.conversation_id')
			.select(['m.id', 'm.conversation_id', 'c.unit_id'])
			.where('m.id', '=', messageId)
			.where('m.sealed', 'is', null)
			.where('m.withheld_at', 'is', null)
			.where('m.deleted_at', 'is', null)
			.executeTakeFirst();
		const file = row && (await aboutMessages(tx, sealer, [row.id])).get(row.id)?.files[place];
		const bytes = file ? await fileBytes(tx, sealer, { messageId, place }) : null;
		if (!row || !file || bytes === null) return null;
		return { messageId, conversationId: row.conversation_id, unitId: row.unit_id, file, bytes };
	});

const give = async (c: Context, { pictures, scan }: Needs, { file, bytes }: Found): Promise<Response> => {
	if (!isPicture(file)) {
		// There was a scanner when it came, and there is none now.
		if (!scan) return problem(c, 403, { type: 'message.file-no-scanner' });
		const name = savedAs(file.name);
		return c.body(new Uint8Array(bytes), 200, {
			...safe,
			'content-type': 'application/octet-stream',
			// SPEC: RFC 6266: the plain name for old clients, the true one beside it.
			'content-disposition': `attachment; filename="${name.replaceAll(/[^\x20-\x7e]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
		});
	}
	const taken = await pictures.take(bytes);
	const image = taken.ok ? taken.value.sizes.get(WIDTH)?.bytes : undefined;
	if (image === undefined) return problem(c, 502, { type: 'message.file-no-picture' });
	return c.body(new Uint8Array(image), 200, { ...safe, 'content-type': 'image/webp' });
};

const destroy = ({ act, events }: Needs, found: Found, { place, name }: { place: number; name: string }) =>
	act<void, never>('destroy harmful file', system('dialogue'), async (tx) => {
		const { messageId, conversationId: subject, unitId } = found;
		await destroyFile(tx, messageId, { place, found: name });
		await events.announce(tx, { topic: 'conversation', id: subject, unitId });
		const payload = { message: messageId, place, found: name };
		return done(undefined, { kind: 'message.file-destroyed', subject, unitId, payload });
	});
