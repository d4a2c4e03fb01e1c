import { canonicalJson, type JsonObject } from '#kernel/json.ts';
import { system } from '#kernel/permission.ts';
import { toDate, toIso } from '#kernel/time.ts';
import type { InboundChange, InboundMessage, OddRow } from '#modules/channels/index.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { plainText, tidy } from '#platform/foreign-text.ts';
import { forgetPrecedents } from './answering/precedents.ts';
import { dueIn } from './deadlines/service.ts';
import { revisionOf } from './domain/inbound.ts';
import { askingKindOf } from './domain/promise.ts';
import { lockHeard } from './in-order.ts';
import { hideShown } from './inquiry/erase.ts';
import { gatherBelow, placeLate } from './late-parent.ts';
import { sealOriginal } from './moderation/evidence.ts';
import type { DialogueNeeds, Source } from './needs.ts';
import { noteNight } from './night/note.ts';
import { closeGaps, noteGap, noteOddRows } from './note-gap.ts';
import { type Context, contextOf, placesOf, postOf, type Received, topOf } from './receive-context.ts';
import {
	addMessage,
	conversationAround,
	counterpartOf,
	heardFromCitizen,
	lockConversation,
	newestExcerpt,
	openConversation,
	setCursor,
	sourceKey,
} from './store.ts';
import { dialogue } from './tables.ts';
import { noteTakenBack, wasTakenBack } from './taken-back.ts';
import { standing } from './triage/standing.ts';
import { noteVoice } from './voices/note.ts';
import { stopAll } from './waiting-answers.ts';

type Needs = Pick<
	DialogueNeeds,
	'act' | 'clock' | 'ids' | 'sealer' | 'events' | 'people' | 'delivery' | 'editorial' | 'notices'
>;

/** Stores one page of what came in, each message once, together with the cursor behind it: all of it or nothing. Answers what could not be read and was not known. */
export const receiveMessages =
	(needs: Needs) =>
	async (source: Source, page: Received): Promise<readonly OddRow[]> => {
		const context = await contextOf(needs, source, page);
		const received = await needs.act<readonly OddRow[], never>('receive messages', system('dialogue'), async (tx) => {
			await lockHeard(needs, tx, { source, changes: page.changes, above: context.above });
			const leaves: Leaf[] = [];
			for (const change of page.changes) leaves.push(...(await receive(needs, tx, { change, context })));
			if (page.gap) leaves.push(await noteGap(needs, tx, { source, at: context.at, gap: page.gap }));
			const { fresh, leaves: strange } = await noteOddRows(needs, tx, { source, at: context.at, rows: page.odd });
			leaves.push(...strange);
			await closeGaps(tx, source.id, page.changes);
			if (page.cursor !== null) await setCursor(tx, sourceKey(source), { cursor: page.cursor, at: context.at });
			const [leaf, ...more] = leaves;
			return leaf ? done(fresh, leaf, ...more) : unchanged(fresh);
		});
		return received.ok ? received.value : [];
	};

const receive = (
	needs: Needs,
	tx: Tx,
	{ change, context }: { change: InboundChange; context: Context },
): Promise<Leaf[]> =>
	change.kind === 'deleted'
		? forget(needs, tx, { remoteId: change.remoteId, context })
		: store(needs, tx, { message: change.message, context });

const textOf = ({ html, text }: InboundMessage): string => (html === undefined ? tidy(text ?? '') : plainText(html));

const store = async (
	needs: Needs,
	tx: Tx,
	{ message, context }: { message: InboundMessage; context: Context },
): Promise<Leaf[]> => {
	const { source } = context;
	const known = await dialogue(tx)
		.selectFrom('dialogue_message')
		.selectAll()
		.where('presence_id', '=', source.id)
		.where('remote_id', '=', message.remote.id)
		.executeTakeFirst();
	if (known) {
		const placed = await placeLate(needs, tx, {
			known,
			message,
			presenceId: source.id,
			post: postOf(message, context),
			above: context.above,
		});
		return [...placed, ...(await revise(needs, tx, { known, message }))];
	}
	if (await wasTakenBack(tx, needs.sealer, { presenceId: source.id, remoteId: message.remote.id })) return [];

	const text = textOf(message);
	const { author, visibility } = message;
	const counterpartId = await counterpartOf(tx, needs, { channel: source.channel, ...author });
	const conversation = await threadFor(needs, tx, { message, context, counterpartId, text });
	const id = needs.ids.next('message');
	const fresh = await addMessage(tx, {
		id,
		conversationId: conversation.id,
		direction: 'in',
		presenceId: source.id,
		remote: message.remote,
		authorId: counterpartId,
		text,
		language: message.language,
		visibility,
		media: mediaOf(message),
		sentAt: message.sentAt,
		editedAt: message.editedAt,
		original: sealOriginal(needs.sealer, id, evidence(message)),
	});
	if (!fresh) return [];
	await noteVoice(tx, { id, postId: conversation.post_id, visibility, sentAt: message.sentAt });
	const asked = { presenceId: source.id, kind: conversation.asking, priority: conversation.priority };
	// While we waited for the citizen the clock rested: it goes on, and does not begin anew.
	const used = conversation.state === 'waiting' ? conversation.used_minutes : 0;
	const path = context.path.get(conversation.unit_id) ?? [];
	const due = await dueIn(tx, path, { ...context, asked, used });
	await heardFromCitizen(tx, conversation, { at: context.at, due, visibility });
	const stopped = await stopAll(needs, tx, conversation.id);
	await noteNight(needs, tx, { conversation, message, path, house: context.house, at: context.at });
	await needs.events.announce(tx, { topic: 'conversation', id: conversation.id, unitId: conversation.unit_id });
	const come = { presenceId: source.id, remoteId: message.remote.id, conversationId: conversation.id };
	return [
		{
			kind: 'message.received',
			subject: conversation.id,
			unitId: conversation.unit_id,
			payload: { message: id, presence: source.id, ...evidence(message) },
		},
		...stopped.map((answer) => ({
			kind: 'message.stopped' as const,
			subject: conversation.id,
			unitId: conversation.unit_id,
			payload: { message: answer },
		})),
		...(await gatherBelow(needs, tx, come)),
	];
};

/** What came, as it came: the sealed record keeps the original, the desk only plain text. */
const evidence = (message: InboundMessage): JsonObject => ({
	remote: message.remote.id,
	url: message.remote.url,
	author: { id: message.author.remoteId, handle: message.author.handle, name: message.author.displayName },
	...(message.html === undefined ? { text: message.text ?? '' } : { html: message.html }),
	visibility: message.visibility,
	sentAt: toIso(message.sentAt),
	media: mediaOf(message),
});

/** One thread per citizen and per first message: the same citizen under the same post stays in one conversation. */
const threadFor = async (
	needs: Needs,
	tx: Tx,
	{
		message,
		context,
		counterpartId,
		text,
	}: { message: InboundMessage; context: Context; counterpartId: string; text: string },
) => {
	const { source, house, at } = context;
	const answered = await conversationAround(tx, source.id, placesOf(message, context.above));
	if (answered && answered.counterpart_id === counterpartId) return answered;
	const post = postOf(message, context);
	const unitId = post?.unitId ?? answered?.unit_id ?? source.unitId;
	const postId = post?.id ?? answered?.post_id ?? null;
	const { visibility } = message;
	const asking = askingKindOf({ channel: source.channel, visibility, postId, text });
	const asked = { presenceId: source.id, kind: asking, priority: 'normal' } as const;
	const opened = await openConversation(tx, {
		id: needs.ids.next('conversation'),
		unitId,
		presenceId: source.id,
		channel: source.channel,
		root: topOf(message, context.above),
		postId,
		counterpartId,
		visibility,
		asking,
		practice: source.practice,
		text,
		at,
		due: await dueIn(tx, context.path.get(unitId) ?? [], { house, at, asked }),
	});
	return standing(tx, opened);
};

interface Known {
	readonly id: string;
	readonly conversation_id: string;
	readonly text: string;
	readonly media: readonly { readonly url: string; readonly alt: string; readonly mime: string }[];
	readonly edited_at: Date | null;
	readonly deleted_at: Date | null;
	readonly sealed: Buffer | null;
}

const mediaOf = ({ media }: Pick<InboundMessage, 'media'>) => media.map(({ url, alt, mime }) => ({ url, alt, mime }));
const mediaKey = (media: Known['media']): string => canonicalJson(mediaOf({ media }));

/** The same message again: nothing, unless its author changed it since. */
const revise = async (
	needs: Needs,
	tx: Tx,
	{ known, message }: { known: Known; message: InboundMessage },
): Promise<Leaf[]> => {
	const [text, media] = [textOf(message), mediaOf(message)];
	const { sentAt, editedAt = null } = message;
	const revision = revisionOf(
		{
			...{ text: known.text, media: mediaKey(known.media), editedAt: known.edited_at?.getTime() ?? null },
			// Once handed over, the words stay sealed: neither the same again nor a change of theirs lays them open.
			fixed: known.deleted_at !== null || known.sealed !== null,
		},
		{ text, media: mediaKey(media), sentAt, editedAt },
	);
	if (revision === 'nothing') return [];
	const edited = toDate(editedAt ?? needs.clock.now());
	const original = sealOriginal(needs.sealer, known.id, evidence(message));
	await dialogue(tx)
		.updateTable('dialogue_message')
		.set({ text, media: JSON.stringify(media), edited_at: edited, original })
		.where('id', '=', known.id)
		.execute();
	if (revision === 'date') return [];
	return changed(needs, tx, {
		known,
		kind: 'message.edited-by-author',
		payload: { message: known.id, ...evidence(message) },
	});
};

/** Its author took it back: the text goes from the desk at once; the sealed record stays under its own term. */
const forget = async (
	needs: Needs,
	tx: Tx,
	{ remoteId, context }: { remoteId: string; context: Context },
): Promise<Leaf[]> => {
	const { sealer } = needs;
	await noteTakenBack(tx, { sealer, at: context.at }, [{ presenceId: context.source.id, remoteId }]);
	const known = await dialogue(tx)
		.updateTable('dialogue_message')
		.set({ text: '', media: JSON.stringify([]), sealed: null, original: null, deleted_at: toDate(context.at) })
		.where('presence_id', '=', context.source.id)
		.where('remote_id', '=', remoteId)
		.where('direction', '=', 'in')
		.where('deleted_at', 'is', null)
		.returning(['id', 'conversation_id', 'text', 'media', 'edited_at', 'deleted_at', 'sealed'])
		.executeTakeFirst();
	if (known) await forgetPrecedents(tx, [known.id]);
	if (known) await hideShown(tx, known.id);
	return known ? changed(needs, tx, { known, kind: 'message.deleted-by-author', payload: { message: known.id } }) : [];
};

const changed = async (
	needs: Needs,
	tx: Tx,
	{ known, kind, payload }: { known: Known; kind: Leaf['kind']; payload: JsonObject },
): Promise<Leaf[]> => {
	const conversation = await lockConversation(tx, known.conversation_id);
	if (!conversation) return [];
	await dialogue(tx)
		.updateTable('dialogue_conversation')
		.set({ version: conversation.version + 1, excerpt: await newestExcerpt(tx, conversation.id) })
		.where('id', '=', conversation.id)
		.execute();
	await needs.events.announce(tx, { topic: 'conversation', id: conversation.id, unitId: conversation.unit_id });
	return [{ kind, subject: conversation.id, unitId: conversation.unit_id, payload }];
};
