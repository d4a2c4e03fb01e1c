import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure, RemoteRef } from '../../channel.ts';
import { readAs } from '../read-as.ts';
import { type Api, isGone } from './wire.ts';

/** SPEC: GET /api/v1/statuses/:id/context lists what is answered from the top of the thread down. */
const ContextShape = z.object({ ancestors: z.array(z.object({ id: z.string() })) });

/** What a message answers, and what that answers in turn, the nearest first. */
export const readAbove = async (api: Api, { id }: RemoteRef): Promise<Result<readonly string[], ChannelFailure>> => {
	const path = `/api/v1/statuses/${encodeURIComponent(id)}/context`;
	const asked = await api({ method: 'GET', path, purpose: 'read' });
	if (!asked.ok) return isGone(asked.error) ? ok([]) : asked;
	const read = readAs(ContextShape, asked.value.body);
	return read.ok ? ok(read.value.ancestors.map((one) => one.id).toReversed()) : read;
};
