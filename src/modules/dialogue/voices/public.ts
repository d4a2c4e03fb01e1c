import { sql } from 'kysely';

import { fromDate, type Instant } from '#kernel/time.ts';
import { maskPersonal } from '#modules/editorial/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { tidy } from '#platform/foreign-text.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import { NIGHT } from '../domain/night.ts';
import { withoutOwnMention } from '../domain/own-mention.ts';
import { RULES } from '../domain/rules/hiding.ts';
import { keptInside, publicStates, type VoiceMode } from '../domain/voice.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dayOf } from '../store.ts';
import { dialogue } from '../tables.ts';
import { addressOf, underModeration } from './list.ts';
import { modeAt } from './rule.ts';

/** A voice as everybody reads it. Plain words of somebody else, without personal data; never markup, never a picture. */
export interface PublicVoice {
	readonly id: string;
	readonly channel: string;
	/** Both null once the name is not kept any more. */
	readonly name: string | null;
	readonly handle: string | null;
	readonly url: string | null;
	readonly text: string;
	readonly language: string | null;
	readonly at: Instant;
	readonly editedAt: Instant | null;
	/** What we answered to it, oldest first. */
	readonly answers: readonly PublicAnswer[];
}

/** Our own public words below a voice. Who of us wrote them is nobody's business. */
export interface PublicAnswer {
	readonly id: string;
	readonly text: string;
	readonly language: string | null;
	readonly at: Instant;
	readonly editedAt: Instant | null;
}

export interface PublicVoices {
	readonly mode: Exclude<VoiceMode, 'off'>;
	readonly items: readonly PublicVoice[];
	readonly next: string | null;
	/** How many there are in all; null: more than anybody counts. */
	readonly count: number | null;
}

interface Asked {
	readonly postId: string;
	readonly unitId: string;
	readonly cursor?: string | undefined;
	readonly limit: number;
	/** Also what was said on practice networks: where everything is a trial. */
	readonly practice: boolean;
}

/** No further than this; then the page says that there are more. */
const COUNTED = 999;

/** What stands below a post on its public page; null where nothing of the kind is shown. */
export const publicVoices =
	(needs: Pick<DialogueNeeds, 'db' | 'people' | 'channels'>) =>
	async (asked: Asked): Promise<PublicVoices | null> => {
		const { shown: mode } = await modeAt(needs, asked);
		if (mode === 'off') return null;
		const { rows, counted, answers } = await needs.db.read('public voices', async (tx) => {
			const page = await publicPage(tx, { ...asked, mode });
			const ids = page.slice(0, asked.limit).map(({ message_id }) => message_id);
			return { rows: page, counted: await countOf(tx, { ...asked, mode }), answers: await answersTo(tx, ids) };
		});
		const shown = rows.slice(0, asked.limit);
		const own = shown.some(({ text }) => text.includes('@')) ? await ownHandles(needs) : [];
		const last = rows.length > asked.limit ? shown.at(-1) : undefined;
		return {
			mode,
			items: shown.map((row) => toVoice(row, { own, answers: answers.get(row.message_id) ?? [] })),
			next: last ? toCursor([last.said_at.getTime(), last.message_id]) : null,
			count: counted > COUNTED ? null : counted,
		};
	};

type Within = Pick<Asked, 'postId' | 'practice'> & { readonly mode: VoiceMode };

/**
 * What may stand there now: decided about in its present words, still said, and under no act of moderation. What changed
 * is not shown before it was looked through again.
 */
const standing = (tx: Tx, { postId, mode, practice }: Within) => {
	const states = publicStates(mode);
	return (
		dialogue(tx)
			.selectFrom('dialogue_voice as v')
			.innerJoin('dialogue_message as m', 'm.id', 'v.message_id')
			.innerJoin('dialogue_conversation as c', 'c.id', 'm.conversation_id')
			.where('v.post_id', '=', postId)
			// Written out, so that each mode finds the index that is made for it.
			.where(states.includes('clear') ? sql<boolean>`v.state in ('shown', 'clear')` : sql<boolean>`v.state = 'shown'`)
			.where('m.visibility', '=', 'public')
			.where('c.channel', 'not in', [...keptInside])
			.where('m.deleted_at', 'is', null)
			.where('m.withheld_at', 'is', null)
			.where('m.sealed', 'is', null)
			.where('m.text', '<>', '')
			.where(sql<boolean>`(select u.message_id from dialogue_unread u where u.message_id = v.message_id) is null`)
			.where(sql<boolean>`not ${underModeration}`)
			.$if(!practice, (list) => list.where('c.practice', '=', false))
	);
};

export const publicPage = (tx: Tx, asked: Within & Pick<Asked, 'cursor' | 'limit'>) => {
	const after = fromCursor(asked.cursor, 2);
	return standing(tx, asked)
		.innerJoin('dialogue_counterpart as p', 'p.id', 'c.counterpart_id')
		.select(['v.message_id', 'v.said_at', 'm.text', 'm.language', 'm.sent_at', 'm.edited_at', 'm.remote'])
		.select(['c.channel', 'p.handle', 'p.display_name'])
		.$if(after !== null, (list) =>
			list.where(
				sql<boolean>`(v.said_at, v.message_id) < (${momentIn(after?.[0]).toISOString()}::timestamptz, ${String(after?.[1])})`,
			),
		)
		.orderBy('v.said_at', 'desc')
		.orderBy('v.message_id', 'desc')
		.limit(asked.limit + 1)
		.execute();
};
type Row = Awaited<ReturnType<typeof publicPage>>[number];

const countOf = async (tx: Tx, within: Within): Promise<number> => {
	const some = standing(tx, within)
		.select('v.message_id')
		.limit(COUNTED + 1);
	const row = await dialogue(tx)
		.selectFrom(some.as('s'))
		.select((of) => of.fn.countAll<string>().as('n'))
		.executeTakeFirstOrThrow();
	return Number(row.n);
};

/** A page is no thread: the rest is read where it was said. */
const MOST_ANSWERS = 3;

interface AnswerRow {
	readonly voice: string;
	readonly id: string;
	readonly text: string;
	readonly language: string | null;
	readonly sent_at: Date;
	readonly edited_at: Date | null;
}

/** What we said in public after each of these and before the next word of theirs; never what the house said by itself. */
const answersTo = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly PublicAnswer[]>> => {
	if (ids.length === 0) return new Map();
	const { rows } = await sql<AnswerRow>`select v.id as voice, o.* from dialogue_message v, lateral (
			select a.id, a.text, a.language, a.sent_at, a.edited_at, a.arrival from dialogue_message a
			where a.conversation_id = v.conversation_id and a.arrival > v.arrival and a.direction = 'out'
				and a.delivery = 'published' and a.visibility in ('public', 'unlisted') and a.deleted_at is null
				and a.withheld_at is null and a.sealed is null and a.text <> '' and a.author_id not in (${NIGHT}, ${RULES})
				and a.arrival < coalesce((select min(n.arrival) from dialogue_message n
					where n.conversation_id = v.conversation_id and n.arrival > v.arrival and n.direction = 'in'), a.arrival + 1)
			order by a.arrival limit ${MOST_ANSWERS}) o
		where v.id in (${sql.join(ids)}) order by o.arrival`.execute(dialogue(tx));
	const found = new Map<string, PublicAnswer[]>();
	for (const { voice, id, text, language, sent_at, edited_at } of rows) {
		const times = { at: fromDate(sent_at), editedAt: edited_at === null ? null : fromDate(edited_at) };
		found.set(voice, [...(found.get(voice) ?? []), { id, text: tidy(text), language, ...times }]);
	}
	return found;
};

/** How networks name us. */
const ownHandles = async ({ channels }: Pick<DialogueNeeds, 'channels'>): Promise<readonly string[]> =>
	(await channels.livePresences()).flatMap(({ handle }) => handle ?? []);

interface Beside {
	readonly own: readonly string[];
	readonly answers: readonly PublicAnswer[];
}

const toVoice = (row: Row, { own, answers }: Beside): PublicVoice => {
	const named = row.handle !== '';
	return {
		...{ id: row.message_id, channel: row.channel, language: row.language },
		name: named ? shortName(row.display_name) || shortName(row.handle) : null,
		handle: named && row.handle !== row.display_name ? `@${shortName(row.handle).replace(/^@/, '')}` : null,
		url: named ? addressOf(row) : null,
		text: maskPersonal(withoutOwnMention(row.text, own), dayOf(row.sent_at)),
		at: fromDate(row.sent_at),
		editedAt: row.edited_at === null ? null : fromDate(row.edited_at),
		answers,
	};
};

const NAME_MOST = 120;

/** Names are words of others too: one line, without signs that turn the line round. */
const shortName = (name: string): string => tidy(name).replaceAll(/\s+/g, ' ').slice(0, NAME_MOST).toWellFormed();
