import { ok, type Result } from '#kernel/result.ts';

/** The answer of an act that has nothing to say but that it is done, in the shape of the contract. */
export const nothing = <E extends { readonly type: string }>(
	result: Result<unknown, E>,
): Result<Record<string, never>, E> => (result.ok ? ok({}) : result);
