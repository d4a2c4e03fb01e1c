import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, plus, seconds } from '#kernel/time.ts';

import type { ChannelFailure } from '../../channel.ts';
import { isMissing } from '../meta/graph.ts';
import { readAs } from '../read-as.ts';
import type { Fields } from './content.ts';
import { type ThreadsContext, VERSION } from './wire.ts';

/**
 * What an attempt left behind: the containers of single pictures, the container of the post, and since when. A container is
 * published once only, so whoever goes on with it cannot publish twice.
 */
const Noted = z.object({
	items: z.array(z.string()),
	container: z.string().nullable(),
	since: z.number(),
	/** How often the network did not know it when it should have been published. */
	misses: z.number(),
});
export type Noted = z.output<typeof Noted>;

const fresh = (now: Instant): Noted => ({ items: [], container: null, since: now, misses: 0 });

export const readNote = async ({ notes, clock }: ThreadsContext, key: string): Promise<Noted> => {
	const kept = await notes.read(key);
	return kept === null ? fresh(clock.now()) : Noted.parse(JSON.parse(kept));
};

export const writeNote = ({ notes }: ThreadsContext, key: string, note: Noted): Promise<void> =>
	notes.write(key, JSON.stringify(note));

/** From here on another attempt begins anew. */
export const forget = (context: ThreadsContext, key: string): Promise<void> =>
	writeNote(context, key, fresh(context.clock.now()));

const Made = z.object({ id: z.string().min(1) });

/** SPEC: POST /{account}/threads: nobody sees a container before it is published. */
export const makeContainer = async (
	{ api, accountId }: ThreadsContext,
	form: Fields,
	field: string,
): Promise<Result<string, ChannelFailure>> => {
	const path = `${VERSION}/${accountId}/threads`;
	const sent = await api({ method: 'POST', path, form, purpose: 'read', field });
	if (!sent.ok) return sent;
	const read = readAs(Made, sent.value.body);
	return read.ok ? ok(read.value.id) : read;
};

/** SPEC: docs/threads/troubleshooting; `gone`: unpublished for a day, or not known any more. */
export type State =
	| { readonly is: 'published' | 'ready' | 'working' | 'gone' }
	| { readonly is: 'failed'; readonly reason: string };

const Status = z.object({ status: z.string(), error_message: z.string().optional() });
const states: Readonly<Record<string, 'published' | 'ready' | 'working' | 'gone'>> = {
	PUBLISHED: 'published',
	FINISHED: 'ready',
	IN_PROGRESS: 'working',
	EXPIRED: 'gone',
};

export const stateOf = async ({ api }: ThreadsContext, container: string): Promise<Result<State, ChannelFailure>> => {
	const query = [['fields', 'id,status,error_message']] as const;
	const path = `${VERSION}/${encodeURIComponent(container)}`;
	const asked = await api({ method: 'GET', path, query, purpose: 'read', field: 'media' });
	if (!asked.ok) return isUnknown(asked.error) ? ok({ is: 'gone' }) : asked;
	const read = readAs(Status, asked.value.body);
	if (!read.ok) return read;
	const { status, error_message: reason = status } = read.value;
	if (status === 'ERROR') return ok({ is: 'failed', reason });
	const is = states[status];
	return is === undefined ? fail({ type: 'channel.changed', reason: `unknown state ${status}` }) : ok({ is });
};

/** What was published may stop to be a container: then it has no state. */
const isUnknown = (failure: ChannelFailure): boolean =>
	isMissing(failure) ||
	isNoContainer(failure) ||
	(failure.type === 'channel.rejected' && /nonexisting field \(status\)/.test(failure.reason));

/** SPEC: error 24/4279009: nothing was published, for the container is not known, not yet or not any more. */
export const isNoContainer = (failure: ChannelFailure): boolean =>
	failure.type === 'channel.preparing' && failure.reason.includes('/4279009)');

const PREPARING_MS = seconds(10);

export const stillWorking = (now: Instant): ChannelFailure => ({
	type: 'channel.preparing',
	until: plus(now, PREPARING_MS),
	reason: 'the network is still preparing the post',
});

/** SPEC: `error_message` names what was wrong with it. */
export const failedAs = (reason: string): ChannelFailure => ({
	type: 'channel.rejected',
	field: /LINK_LIMIT/.test(reason) ? 'link' : 'media',
	reason,
});
