import { z } from 'zod';

import type { Permission } from '#kernel/permission.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call: a permission (held in any unit; the act checks the unit), anyone signed in, or everybody. */
export type Allow = Permission | 'signed-in' | 'everybody';

/** One wire shape that server and web share. Path parameters are `:name`; GET input comes from query and path. */
export interface Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
	readonly method: Method;
	readonly path: `/api/${string}`;
	readonly allow: Allow;
	/** One English sentence for the API description. */
	readonly summary: string;
	readonly input: I;
	readonly output: O;
	/** Asks for a second factor shown within the last minutes. */
	readonly elevated?: boolean;
	/** True for calls that create something: an `Idempotency-Key` header makes a repeat harmless. */
	readonly creates?: boolean;
}

export const endpoint = <I extends z.ZodType, O extends z.ZodType>(shape: Endpoint<I, O>): Endpoint<I, O> => shape;

export const Nothing = z.object({});

/** Asks for one page by key. `cursor` is opaque: it comes from `next` of the page before. */
export const PageQuery = z.object({
	cursor: z.string().max(500).optional(),
	limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** One page of a list, and where the next one begins (absent on the last). */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() });

/** A moment on the wire: ISO 8601 with offset. */
export const Moment = z.iso.datetime({ offset: true });
export const IdText = z.string().min(1).max(64);
