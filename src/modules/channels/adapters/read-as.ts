import type { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure } from '../channel.ts';

/** Where something is not as agreed; never what stands there. */
export const fieldIn = ({ issues: [issue] }: z.ZodError): string => issue?.path.join('.') || 'body';

export const unlike = (field: string): string => `unknown answer: ${field}`;

/** Reads an answer in the shape we know; anything else means the contract changed. */
export const readAs = <T extends z.ZodType>(shape: T, body: unknown): Result<z.output<T>, ChannelFailure> => {
	const read = shape.safeParse(body);
	if (read.success) return ok(read.data);
	return fail({ type: 'channel.changed', reason: unlike(fieldIn(read.error)) });
};
