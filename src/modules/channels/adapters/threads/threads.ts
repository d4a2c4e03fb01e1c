import { ok } from '#kernel/result.ts';
import { minutes } from '#kernel/time.ts';

import type { Capabilities, Channel, RemoteRef } from '../../channel.ts';
import { withdrawAt } from '../meta/withdraw.ts';
import { findOwn, locateOwn } from './find.ts';
import { fetchInbound } from './inbound.ts';
import { readMetrics } from './metrics.ts';
import { publish } from './publish.ts';
import { type ThreadsContext, VERSION } from './wire.ts';

interface Speaking {
	readonly context: ThreadsContext;
	readonly capabilities: Capabilities;
}

/** SPEC: 48000 calls a day even for an account that nobody reads; one look takes 22 at most. */
const HEAR_EVERY_MS = minutes(2);

/** Speaks for one account on Threads. */
export const speakOnThreads = ({ context, capabilities }: Speaking, host: string): Channel => ({
	kind: 'threads',
	host,
	allowances: context.allowances.all,
	capabilities,
	publish: (rendition, key) => publish({ context, capabilities, rendition, key }),
	find: (key, rendition, taken) => findOwn(context, { rendition, capabilities, key }, taken),
	withdraw: (remote) => withdraw(context, remote),
	locate: (url) => locateOwn(context, url),
	moderation: {
		hide: ({ message }) => setHidden(context, message, true),
		show: ({ message }) => setHidden(context, message, false),
	},
	hearEveryMs: HEAR_EVERY_MS,
	fetchInbound: (cursor) => fetchInbound(context, cursor),
	metrics: (remote) => readMetrics(context, remote),
	health: async () => {
		const query = [['fields', 'id']] as const;
		const asked = await context.api({ method: 'GET', path: `${VERSION}/me`, query, purpose: 'read' });
		return asked.ok ? ok(undefined) : asked;
	},
});

/** SPEC: DELETE /{post}. */
const withdraw = ({ api }: ThreadsContext, { id }: RemoteRef) =>
	withdrawAt(api, `${VERSION}/${encodeURIComponent(id)}`);

/** SPEC: POST /{reply}/manage_reply: answers directly below a post of ours, and with them what stands below those. */
const setHidden = async ({ api }: ThreadsContext, { id }: RemoteRef, hide: boolean) => {
	const path = `${VERSION}/${encodeURIComponent(id)}/manage_reply`;
	const sent = await api({ method: 'POST', path, form: { hide: String(hide) }, purpose: 'write', field: 'replyTo' });
	return sent.ok ? ok(undefined) : sent;
};
