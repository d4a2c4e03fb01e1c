import { ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure, RemoteRef } from '../../channel.ts';
import { VERSION } from '../meta/api.ts';
import { isMissing } from '../meta/graph.ts';
import type { FacebookContext } from './wire.ts';

/** A post or comment that is gone already counts as withdrawn; that it is gone is asked for, since a missing right sounds the same. */
export const withdraw = async ({ api }: FacebookContext, remote: RemoteRef): Promise<Result<void, ChannelFailure>> => {
	const path = `${VERSION}/${encodeURIComponent(remote.extra?.['video'] ?? remote.id)}`;
	const sent = await api({ method: 'DELETE', path, purpose: 'write' });
	if (sent.ok) return ok(undefined);
	if (!isMissing(sent.error)) return sent;
	const looked = await api({ method: 'GET', path, query: [['fields', 'id']], purpose: 'read' });
	if (looked.ok) return sent;
	return isMissing(looked.error) ? ok(undefined) : looked;
};
