import type { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure } from '../channel.ts';

/** Reads an answer in the shape we know; anything else means the contract changed. */
export const readAs = <T extends z.ZodType>(shape: T, body: unknown): Result<z.output<T>, ChannelFailure> => {
	const read = shape.safeParse(body);
	if (read.success) return ok(read.data);
	const [issue] = read.error.issues;
	return fail({ type: 'channel.changed', reason: `unknown answer: ${issue?.path.join('.') || 'body'}` });
};
