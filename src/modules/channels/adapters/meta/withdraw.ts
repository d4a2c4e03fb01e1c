import { ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure } from '../../channel.ts';
import type { Api } from '../granted-api.ts';
import { isMissing } from './graph.ts';

/** What is gone already counts as withdrawn; that it is gone is asked for, since a missing right sounds the same. */
export const withdrawAt = async (api: Api, path: string): Promise<Result<void, ChannelFailure>> => {
	const sent = await api({ method: 'DELETE', path, purpose: 'write' });
	if (sent.ok) return ok(undefined);
	if (!isMissing(sent.error)) return sent;
	const looked = await api({ method: 'GET', path, query: [['fields', 'id']], purpose: 'read' });
	if (looked.ok) return sent;
	return isMissing(looked.error) ? ok(undefined) : looked;
};
