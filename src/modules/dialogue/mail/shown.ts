import { sql } from 'kysely';

import type { Message } from '#contract/dialogue.ts';
import { maskPersonal } from '#modules/editorial/index.ts';
import type { Database, Tx } from '#platform/db/database.ts';

import { isPicture, type MailFile } from '../domain/mail-file.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { filesKept, keyOf } from './files.ts';
import { aboutMessages, liveMailboxes, returnedMessages } from './store.ts';

interface Said {
	readonly id: string;
	readonly direction: 'in' | 'out' | 'note';
	readonly delivery: Message['delivery'];
	readonly is_sealed: boolean;
	readonly withheld_at: Date | null;
	readonly sent_at: Date;
}
type Shown = Pick<Message, 'mail' | 'returned'> & Partial<Pick<Message, 'delivery'>>;

/** What is to be said about each mail beyond its words: what it brought along, and whether an answer has left. */
export const mailShown = async (
	{ db, sealer, mailer }: Pick<DialogueNeeds, 'db' | 'sealer' | 'mailer'>,
	channel: string,
	said: readonly Said[],
): Promise<(message: Said) => Shown> => {
	if (channel !== 'mail') return () => ({ mail: null, returned: null });
	const ids = (direction: Said['direction']) => said.filter((one) => one.direction === direction).map(({ id }) => id);
	const [abouts, kept, returned] = await db.read('what came along and what came back', async (tx) => [
		await aboutMessages(tx, sealer, ids('in')),
		await filesKept(tx, ids('in')),
		await returnedMessages(tx, sealer, ids('out')),
	]);
	const held = await mailer.held(ids('out'));
	return (message) => {
		const isOpen = !message.is_sealed && message.withheld_at === null;
		const about = isOpen ? abouts.get(message.id) : undefined;
		const delivery = message.delivery === 'published' ? held.get(message.id) : undefined;
		const quoted = maskPersonal(about?.quoted ?? '', message.sent_at.toISOString().slice(0, 10));
		return {
			mail:
				about === undefined
					? null
					: {
							quoted,
							files: about.files.map((file, place) => shownFile(file, { messageId: message.id, place, kept })),
						},
			returned: (isOpen && returned.get(message.id)) || null,
			...(delivery === undefined ? {} : { delivery }),
		};
	};
};

type ShownFile = NonNullable<Message['mail']>['files'][number];

interface Place {
	readonly messageId: string;
	readonly place: number;
	readonly kept: ReadonlyMap<string, 'there' | 'infected'>;
}

/** A file with where it is fetched from, or why it is not. */
const shownFile = ({ why, ...file }: MailFile, { messageId, place, kept }: Place): ShownFile => {
	const state = kept.get(keyOf(messageId, place));
	const isThere = state === 'there';
	return {
		...file,
		address: isThere ? `/api/messages/${messageId}/files/${place}` : null,
		picture: isPicture(file),
		why: isThere ? null : state === 'infected' ? 'infected' : (why ?? 'before'),
	};
};

const MOST_GAPS = 50;

/** Mailboxes among the sources of the desk, and the mails of the last time that could not be taken. */
export const mailSources = async (tx: Tx, units: readonly string[] | 'all') => {
	const boxes = await liveMailboxes(tx)
		.$if(units !== 'all', (query) => query.where('unit_id', 'in', units.length > 0 ? [...units] : ['']))
		.execute();
	const gaps =
		boxes.length === 0
			? []
			: await gapsOf(
					tx,
					boxes.map(({ id }) => id),
				);
	return {
		sources: boxes.map(({ id, name, polled_at, failure }) => ({
			...{ presenceId: id, name, channel: 'mail', polledAt: polled_at?.toISOString() ?? null, failure },
		})),
		gaps: gaps.map(({ mailbox_id: presenceId, key, kind, at }) => {
			const name = boxes.find(({ id }) => id === presenceId)?.name ?? '';
			return {
				id: key,
				presenceId,
				name,
				since: at.toISOString(),
				until: at.toISOString(),
				reason: kind,
				odd: false,
				remoteId: null,
			};
		}),
	};
};

const gapsOf = (tx: Tx, ids: readonly string[]) =>
	dialogue(tx)
		.selectFrom('dialogue_mail')
		.select(['mailbox_id', 'key', 'kind', 'at'])
		.where('mailbox_id', 'in', [...ids])
		.where('kind', 'not in', ['message', 'sent'])
		.where('kind', 'in', ['too-large', 'unreadable'])
		.orderBy('at', 'desc')
		.limit(MOST_GAPS)
		.execute();

const mailboxesById = {
	label: 'names of mailboxes',
	words: (tx: Tx, ids: readonly string[]) =>
		dialogue(tx).selectFrom('dialogue_mailbox').select(['id', 'name']).where(sql<boolean>`id = any(${ids})`),
};

/** The names of mailboxes, by id. */
export const mailboxNames = async (db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
	new Map((ids.length === 0 ? [] : await db.ask(mailboxesById, ids)).map(({ id, name }) => [id, name]));
