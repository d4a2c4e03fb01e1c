import { fail, ok, type Result } from '#kernel/result.ts';
import { fromDate } from '#kernel/time.ts';
import type { Allowance, Channel, ChannelFailure, OutgoingRendition, RemoteRef } from '#modules/channels/index.ts';
import type { Files } from '#platform/files.ts';
import { errorFields } from '#platform/log.ts';

import { type AskNeeds, guarded, openSafely } from './ask-channel.ts';
import type { Claimed } from './claim.ts';
import { type Abilities, isHarmless, mustLook, nextMove, type Standing, type Trouble } from './domain/course.ts';
import { loadRendition } from './load-rendition.ts';
import { moment, type Row, renditionOf } from './store.ts';

export interface CarryNeeds extends AskNeeds {
	readonly files: Files;
	/** What other deliveries left at the presence of this one. */
	readonly taken: (row: Row) => Promise<ReadonlySet<string>>;
}

/** What one attempt came to. `tries`: how often it was tried to clear up a doubt on the way. */
export interface Attempt {
	readonly claimed: Claimed;
	readonly result: Result<RemoteRef, Trouble>;
	readonly abilities: Abilities;
	readonly doubtSince: Standing['doubtSince'];
	readonly tries: number;
	/** The network answered this very attempt, so it says something about the network. */
	readonly asked: boolean;
	/** What it said when it was asked whether our access holds again, and it does not. */
	readonly refusal?: ChannelFailure;
	/** The server that was asked, and what its answers said is left. */
	readonly host: string | null;
	readonly allowances: readonly Allowance[];
}

type Answer = Result<RemoteRef, Trouble>;

const nothing: Abilities = { remembersKeysForMs: 0, canFind: false };

/** Carries one delivery to its network, outside any transaction. Never throws, and never repeats blindly. */
export const carry =
	(needs: CarryNeeds) =>
	async (claimed: Claimed): Promise<Attempt> => {
		try {
			return await carryOut(needs, claimed);
		} catch (thrown) {
			needs.log.error('delivery could not be carried', errorFields(thrown));
			const doubtSince = moment(claimed.row.doubt_at);
			return { ...unasked(claimed), doubtSince, tries: 1, result: fail({ type: 'delivery.broken' }) };
		}
	};

/** An attempt that did not come as far as the network. */
const unasked = (claimed: Claimed) =>
	({ claimed, abilities: nothing, tries: 0, asked: false, host: null, allowances: [] }) as const;

const carryOut = async (needs: CarryNeeds, claimed: Claimed): Promise<Attempt> => {
	const { row, doubtSince } = claimed;
	const before = { ...unasked(claimed), doubtSince };
	const stored = renditionOf(row);
	if (stored === null) return { ...before, result: fail({ type: 'delivery.damaged' }) };
	const opened = await openSafely(needs, row.presence_id);
	if (!opened.ok) return { ...before, result: opened };
	const channel = opened.value;
	const abilities = abilitiesOf(channel);
	const host = channel.host ?? null;
	const rendition = await loadRendition(needs.files, stored, channel.host === undefined);
	if (rendition === null) return { ...before, abilities, result: fail({ type: 'delivery.media-missing' }) };
	const asked = { ...before, abilities, host, asked: true };
	const health = claimed.probe && channel.health ? await channel.health() : null;
	if (health && !health.ok) return { ...asked, refusal: health.error, result: fail({ type: 'delivery.no-access' }) };
	const located = await locate(needs, channel, claimed);
	if (!located.ok) return { ...asked, result: located };
	const aimed = aimedAt(claimed, located.value);
	const task = { claimed: aimed, channel, abilities, rendition: answering(rendition, aimed.answers) };
	const result = await findRefused(needs, task, await attempt(needs, task));
	return { ...result, host, allowances: channel.allowances?.() ?? [] };
};

/** A copy that a person said to stand is known by its public address only: the network tells which one it is. */
const locate = async (
	needs: CarryNeeds,
	channel: Channel,
	{ target, answers, doubtSince }: Claimed,
): Promise<Result<RemoteRef | null, Trouble>> => {
	const ref = target ?? answers;
	if (ref === null || ref.id !== ref.url || channel.locate === undefined) return ok(ref);
	const found = await guarded(needs, async () => (await channel.locate?.(ref.url)) ?? ok(null));
	if (!found.ok || found.value !== null) return found;
	// What may be public is not refused for it.
	return fail({ type: doubtSince === null ? 'delivery.address-unknown' : 'delivery.not-found' });
};

const aimedAt = (claimed: Claimed, ref: RemoteRef | null): Claimed =>
	claimed.row.operation === 'publish' ? { ...claimed, answers: ref } : { ...claimed, target: ref };

/** A later part of a thread goes out as the answer to the one before. */
const answering = (rendition: OutgoingRendition, answers: RemoteRef | null): OutgoingRendition =>
	answers === null ? rendition : { ...rendition, replyTo: answers };

interface Task {
	readonly claimed: Claimed;
	readonly channel: Channel;
	readonly rendition: OutgoingRendition;
	readonly abilities: Abilities;
}

type Tried = Omit<Attempt, 'host' | 'allowances'>;

/** Refused, and may yet be public from before: found, it is; not found, the refusal stands and the doubt is over. */
const findRefused = async (needs: CarryNeeds, task: Task, tried: Tried): Promise<Tried> => {
	const { result, doubtSince } = tried;
	const { operation } = task.claimed.row;
	if (result.ok || operation !== 'publish' || !mustLook(result.error, doubtSince, task.abilities)) return tried;
	const there = await look(needs, task);
	const isGone = !there.ok && there.error.type === 'delivery.not-found';
	return isGone ? { ...tried, doubtSince: null } : { ...tried, result: there };
};

/** In fresh doubt it is tried once, at once, to clear it up: by repeating a key the network knows, or by looking. */
const attempt = async (needs: CarryNeeds, task: Task): Promise<Tried> => {
	const { claimed, abilities } = task;
	const before = { claimed, abilities, asked: true };
	const wasDoubtful = claimed.doubtSince !== null;
	const first = await go(needs, task, claimed.doubtSince);
	if (first.ok || claimed.row.operation !== 'publish' || wasDoubtful || isHarmless(first.error))
		return { ...before, result: first, doubtSince: claimed.doubtSince, tries: wasDoubtful ? 1 : 0 };
	const doubtSince = moment(claimed.row.doubt_at);
	const second = await go(needs, task, doubtSince);
	const isCleared = second.ok || second.error.type !== 'delivery.undecidable';
	return { ...before, result: isCleared ? second : first, doubtSince, tries: isCleared ? 1 : 0 };
};

const go = async (needs: CarryNeeds, task: Task, doubtSince: Standing['doubtSince']): Promise<Answer> => {
	const { row, mayPublish } = task.claimed;
	const { operation, attempts, looks } = row;
	const standing = { operation, dueAt: fromDate(row.due_at), doubtSince, attempts, looks, mayPublish };
	const move = nextMove(standing, task.abilities, needs.clock.now());
	if (move === 'ask') return fail({ type: 'delivery.undecidable' });
	return move === 'look' ? look(needs, task) : send(needs, task);
};

const look = async (needs: CarryNeeds, { channel, claimed, rendition }: Task): Promise<Answer> => {
	const found = await guarded(needs, async () => {
		const taken = await needs.taken(claimed.row);
		return (await channel.find?.(claimed.row.id, rendition, taken)) ?? ok(null);
	});
	if (!found.ok) return found;
	return found.value === null ? fail({ type: 'delivery.not-found' }) : ok(found.value);
};

const send = async (needs: CarryNeeds, task: Task): Promise<Answer> => {
	const sent = await guarded(needs, () => request(task, task.channel));
	if (sent.ok) return sent;
	if (sent.error.type === 'channel.expired') return sendAgain(needs, task);
	return sent.error.type === 'channel.duplicate' && task.abilities.canFind ? look(needs, task) : sent;
};

/** The token ran out while we sent: the channel is opened anew, once. */
const sendAgain = async (needs: CarryNeeds, task: Task): Promise<Answer> => {
	const fresh = await openSafely(needs, task.claimed.row.presence_id);
	return fresh.ok ? guarded(needs, () => request(task, fresh.value)) : fresh;
};

const request = async ({ claimed, rendition }: Task, channel: Channel): Promise<Answer> => {
	const { row, target } = claimed;
	if (row.operation === 'publish' || target === null) return channel.publish(rendition, row.id);
	if (row.operation === 'edit')
		return channel.edit ? channel.edit(target, rendition, row.id) : fail({ type: 'delivery.cannot-edit' });
	if (!channel.withdraw) return fail({ type: 'delivery.cannot-withdraw' });
	const gone = await channel.withdraw(target);
	return gone.ok ? ok(target) : gone;
};

const abilitiesOf = (channel: Channel): Abilities => ({
	remembersKeysForMs: channel.capabilities.remembersKeysForMs,
	canFind: channel.find !== undefined,
	refusesDoubles: channel.capabilities.refusesDoubles === true,
});
