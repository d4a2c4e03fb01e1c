import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import type { Failure } from '#kernel/result.ts';

/** HTTP status per failure. Leaving one out does not compile. */
export type Problems<E extends Failure> = { readonly [T in E['type']]: ContentfulStatusCode };

/** Answers with problem details. SPEC: RFC 9457; `type` is our failure word, the sentence to it lives in the language files. */
export const problem = (c: Context, status: ContentfulStatusCode, failure: Failure): Response => {
	const { type, ...detail } = failure;
	return c.json({ type, status, detail }, status, {
		'content-type': 'application/problem+json',
		'cache-control': 'no-store',
	});
};
