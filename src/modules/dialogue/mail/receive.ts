import { createHash } from 'node:crypto';

import { system } from '#kernel/permission.ts';
import { fromDate, type Instant, toDate, toIso } from '#kernel/time.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { dueIn, type House } from '../deadlines/service.ts';
import { type ReadMail, wordsOf } from '../domain/mail.ts';
import { keeping } from '../domain/mail-file.ts';
import { sealOriginal } from '../moderation/evidence.ts';
import type { DialogueNeeds } from '../needs.ts';
import { addMessage, counterpartOf, heardFromCitizen, lockConversation, openConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { standing } from '../triage/standing.ts';
import { stopAll } from '../waiting-answers.ts';
import { noteBounce } from './came-back.ts';
import { keepFiles } from './files.ts';
import { type About, type MailboxRow, mailIdKey, sealAbout } from './store.ts';

type Needs = Pick<
	DialogueNeeds,
	'act' | 'clock' | 'ids' | 'sealer' | 'events' | 'people' | 'delivery' | 'scan' | 'notices'
>;

/** One mail of the folder, as far as it could be read. */
export interface Fetched {
	readonly uid: number;
	/** Null where it is too large or cannot be read; then `head` tells what can be said about it. */
	readonly mail: ReadMail | null;
	readonly gap: 'too-large' | 'unreadable' | null;
	readonly head: Pick<About, 'from' | 'subject'> & { readonly messageId: string | null };
	readonly raw: Uint8Array;
}

/** Stores one mail together with the cursor behind it: both or nothing. A mail that is known already moves the cursor alone. */
export const receiveMail =
	(needs: Needs) =>
	async (box: MailboxRow, fetched: Fetched): Promise<void> => {
		const house = await needs.people.authority();
		const path = await needs.people.unitPath(box.unit_id);
		await needs.act<void, never>('receive mail', system('dialogue'), async (tx) => {
			if (!(await isNext(tx, box, fetched.uid))) return unchanged(undefined);
			const key = mailIdKey(needs.sealer, fetched.head.messageId ?? digest(fetched.raw));
			const at = needs.clock.now();
			if (!(await isNew(needs, tx, { box, key, fetched, at }))) return unchanged(undefined);
			const { mail } = fetched;
			if (mail?.kind !== 'message') return done(undefined, ...(await setAside(needs, tx, { box, fetched, at })));
			const [leaf, stopped] = await take(needs, tx, { box, key, mail, house, path, at });
			return done(undefined, leaf, ...stopped);
		});
	};

const digest = (raw: Uint8Array): string => createHash('sha256').update(raw).digest('hex');

/** Moves the cursor, unless another process was faster or the numbers mean something else by now. */
const isNext = async (tx: Tx, { id, uid_validity }: MailboxRow, uid: number): Promise<boolean> => {
	const moved = await dialogue(tx)
		.updateTable('dialogue_mailbox')
		.set({ last_uid: uid })
		.where('id', '=', id)
		.where('uid_validity', '=', uid_validity)
		.where('last_uid', '<', uid)
		.where('ended_at', 'is', null)
		.executeTakeFirst();
	return moved.numUpdatedRows === 1n;
};

interface Coming {
	readonly box: MailboxRow;
	readonly key: string;
	readonly fetched: Fetched;
	readonly at: Instant;
}

const isNew = async ({ sealer, scan }: Needs, tx: Tx, { box, key, fetched, at }: Coming): Promise<boolean> => {
	const { mail, head, gap } = fetched;
	const about: About = {
		...{ from: mail?.from ?? head.from, subject: mail?.subject ?? head.subject, messageId: head.messageId },
		...{
			references: mail?.answers ?? [],
			quoted: mail?.quoted ?? '',
			files: keeping(mail?.files ?? [], scan !== undefined),
		},
	};
	const inserted = await dialogue(tx)
		.insertInto('dialogue_mail')
		.values({
			...{ mailbox_id: box.id, key, kind: gap ?? mail?.kind ?? 'unreadable', message_id: null, at: toDate(at) },
			about: sealAbout(sealer, { mailboxId: box.id, key }, about),
		})
		.onConflict((there) => there.doNothing())
		.executeTakeFirst();
	return inserted.numInsertedOrUpdatedRows === 1n;
};

/** It came, and nobody is to answer it: an automatic mail, or one that is only known by its head. A report tells of an answer of ours. */
const setAside = async (
	needs: Needs,
	tx: Tx,
	{ box, fetched, at }: Omit<Coming, 'key'>,
): Promise<readonly [Leaf, ...Leaf[]]> => {
	await needs.events.announce(tx, { topic: 'setting', id: box.id, unitId: box.unit_id });
	const kind = fetched.gap ?? fetched.mail?.kind ?? 'unreadable';
	const { from, subject } = fetched.head;
	const payload = { mailbox: box.id, why: kind, from: from.address, subject, at: toIso(at) };
	const bounce = fetched.mail?.bounce;
	return [
		{ kind: 'mailbox.set-aside', subject: box.id, unitId: box.unit_id, payload },
		...(bounce ? await noteBounce(needs, tx, { mailboxId: box.id, bounce }) : []),
	];
};

interface Taking {
	readonly box: MailboxRow;
	readonly key: string;
	readonly mail: ReadMail;
	readonly house: House;
	readonly path: readonly string[];
	readonly at: Instant;
}

const take = async (
	needs: Needs,
	tx: Tx,
	{ box, key, mail, house, path, at }: Taking,
): Promise<readonly [Leaf, readonly Leaf[]]> => {
	const { address, name } = mail.from;
	const person = { channel: 'mail', remoteId: address.toLowerCase(), handle: address, displayName: name };
	const authorId = await counterpartOf(tx, needs, person);
	const earlier = await answeredBy(needs, tx, { box, mail, authorId });
	const text = wordsOf(mail, earlier === null);
	const row = earlier ?? (await begin(needs, tx, { box, authorId, text, house, path, at }));
	const id = needs.ids.next('message');
	const sentAt = Math.min(mail.sentAt ?? at, at) as Instant;
	const original = {
		...{ remote: mail.messageId ?? '', author: { id: address.toLowerCase(), handle: address, name } },
		...{ subject: mail.subject, text: mail.text, quoted: mail.quoted, sentAt: toIso(sentAt) },
		files: mail.files.map((file) => ({ ...file })),
	};
	await addMessage(tx, {
		...{ id, conversationId: row.id, direction: 'in', authorId, text, visibility: 'private', sentAt },
		original: sealOriginal(needs.sealer, id, original),
	});
	await keepFiles(tx, needs.sealer, { messageId: id, mail, hasScanner: needs.scan !== undefined });
	const known = dialogue(tx).updateTable('dialogue_mail').set({ message_id: id });
	await known.where('mailbox_id', '=', box.id).where('key', '=', key).execute();
	const asked = { presenceId: null, kind: row.asking, priority: row.priority };
	const used = row.state === 'waiting' ? row.used_minutes : 0;
	const here = row.unit_id === box.unit_id ? path : await needs.people.unitPath(row.unit_id);
	await heardFromCitizen(tx, row, {
		at,
		due: await dueIn(tx, here, { house, at, asked, used }),
		visibility: 'private',
	});
	const stopped = await stopAll(needs, tx, row.id);
	await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
	const about = { subject: row.id, unitId: row.unit_id };
	return [
		{ kind: 'message.received', ...about, payload: { message: id, mailbox: box.id, ...original } },
		stopped.map((message) => ({ kind: 'message.stopped' as const, ...about, payload: { message } })),
	];
};

/** The conversation it goes on with: only with whom it was held, whatever a mail says it answers. */
const answeredBy = async (
	{ sealer }: Needs,
	tx: Tx,
	{ box, mail, authorId }: Pick<Taking, 'box' | 'mail'> & { readonly authorId: string },
) => {
	if (mail.answers.length === 0) return null;
	const keys = mail.answers.map((id) => mailIdKey(sealer, id));
	const found = await dialogue(tx)
		.selectFrom('dialogue_mail as l')
		.innerJoin('dialogue_message as m', 'm.id', 'l.message_id')
		.innerJoin('dialogue_conversation as c', 'c.id', 'm.conversation_id')
		.select(['l.key', 'c.id'])
		.where('l.mailbox_id', '=', box.id)
		.where('l.key', 'in', keys)
		.where('c.counterpart_id', '=', authorId)
		.execute();
	const nearest = keys.map((key) => found.find((one) => one.key === key)).find((one) => one !== undefined);
	const row = nearest && (await lockConversation(tx, nearest.id));
	return row ? standing(tx, row) : null;
};

interface Beginning extends Omit<Taking, 'mail' | 'key'> {
	readonly authorId: string;
	readonly text: string;
}

const begin = async (needs: Needs, tx: Tx, { box, authorId, text, house, path, at }: Beginning) => {
	const id = needs.ids.next('conversation');
	const asked = { presenceId: null, kind: 'direct', priority: 'normal' } as const;
	const opened = await openConversation(tx, {
		...{ id, unitId: box.unit_id, presenceId: null, channel: 'mail', root: null, postId: null },
		...{ counterpartId: authorId, visibility: 'private', asking: 'direct', text, at },
		...{ due: await dueIn(tx, path, { house, at, asked }), mailboxId: box.id },
	});
	return opened;
};

export const polledAt = ({ polled_at, connected_at }: MailboxRow): Instant => fromDate(polled_at ?? connected_at);
