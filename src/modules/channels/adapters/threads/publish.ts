import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';

import type { Capabilities, ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import {
	failedAs,
	forget,
	isNoContainer,
	makeContainer,
	type Noted,
	readNote,
	type State,
	stateOf,
	stillWorking,
	writeNote,
} from './containers.ts';
import { fieldsOf, refusalOf } from './content.ts';
import { findByWords } from './find.ts';
import { makeShown } from './media.ts';
import { exhausted } from './quota.ts';
import { refOf } from './ref.ts';
import { type ThreadsContext, VERSION } from './wire.ts';

interface Sending {
	readonly context: ThreadsContext;
	readonly capabilities: Capabilities;
	readonly rendition: OutgoingRendition;
	readonly key: string;
}
/** An attempt that has a container. */
interface Begun extends Sending {
	readonly note: Noted;
	readonly container: string;
}
type Sent = Promise<Result<RemoteRef, ChannelFailure>>;

/** A container, its state, then out with it. What an earlier attempt began goes on: a container is published once only. */
export const publish = async (sending: Sending): Sent => {
	const { context, capabilities, rendition, key } = sending;
	const refused = refusalOf(rendition, capabilities, context.clock.now());
	if (refused) return fail(refused);
	const note = await readNote(context, key);
	return note.container === null ? begin(sending, note) : goOn({ ...sending, note, container: note.container });
};

const begin = async (sending: Sending, note: Noted): Sent => {
	const { context, capabilities, rendition, key } = sending;
	const none = await exhausted(context, rendition);
	if (none) return fail(none);
	const fields = fieldsOf(rendition, capabilities);
	const made =
		rendition.media.length === 0
			? await makeContainer(context, { media_type: 'TEXT', ...fields }, 'text')
			: await makeShown(context, { media: rendition.media, fields, key, note });
	if (!made.ok) return made;
	const container = made.value;
	const begun = { ...sending, note: { ...note, container, items: [] }, container };
	await writeNote(context, key, begun.note);
	return rendition.media.length === 0 ? bringOut(begun) : look(begun);
};

const goOn = async (begun: Begun): Sent => {
	const state = await stateOf(begun.context, begun.container);
	if (!state.ok) return state;
	return state.value.is === 'gone' ? beginAgain(begun) : settle(begun, state.value);
};

const look = async (begun: Begun): Sent => {
	const state = await stateOf(begun.context, begun.container);
	return state.ok ? settle(begun, state.value) : state;
};

const settle = async (begun: Begun, state: State): Sent => {
	const { context, key } = begun;
	if (state.is === 'published') return standing(begun);
	if (state.is === 'ready') return bringOut(begun);
	// One that was just made may not be known yet.
	if (state.is !== 'failed') return fail(stillWorking(context.clock.now()));
	await forget(context, key);
	return fail(failedAs(state.reason));
};

/** Nobody knows the container any more: unless its post stands there, it is made anew. */
const beginAgain = async (begun: Begun): Sent => {
	const { context, key } = begun;
	const found = await findByWords(context, begun);
	if (!found.ok) return found;
	if (found.value !== null) return ok(found.value);
	await forget(context, key);
	return begin(begun, await readNote(context, key));
};

/** The container says that it was published; which post it became, only the words tell. */
const standing = async ({ context, ...begun }: Begun): Sent => {
	const found = await findByWords(context, begun);
	if (!found.ok) return found;
	return found.value === null
		? fail({ type: 'channel.unclear', reason: 'it was published, but is not among our posts' })
		: ok(found.value);
};

const Published = z.object({ id: z.string().min(1) });

/** SPEC: POST /{account}/threads_publish: the one step that others see. */
const bringOut = async (begun: Begun): Sent => {
	const { context, container } = begun;
	const sent = await context.api({
		method: 'POST',
		path: `${VERSION}/${context.accountId}/threads_publish`,
		form: { creation_id: container },
		purpose: 'write',
	});
	if (!sent.ok) return refused(begun, sent.error);
	const read = Published.safeParse(sent.value.body);
	if (!read.success) return fail({ type: 'channel.unclear', reason: 'accepted, but the answer names no post' });
	return ok(await refOf(context, read.data.id));
};

/** A refusal of what stands there already is none; and a container that stays unknown is given up for another. */
const refused = async (begun: Begun, failure: ChannelFailure): Sent => {
	const { context, key, note, container } = begun;
	if (isNoContainer(failure)) {
		if (note.misses > 0) return beginAgainLater(begun, failure);
		await writeNote(context, key, { ...note, misses: 1 });
		return fail(failure);
	}
	if (failure.type !== 'channel.rejected') return fail(failure);
	const state = await stateOf(context, container);
	if (state.ok && state.value.is === 'published') return standing(begun);
	await forget(context, key);
	return fail(failure);
};

const beginAgainLater = async (begun: Begun, failure: ChannelFailure): Sent => {
	const found = await findByWords(begun.context, begun);
	if (!found.ok) return found;
	if (found.value !== null) return ok(found.value);
	await forget(begun.context, begun.key);
	return fail(failure);
};
