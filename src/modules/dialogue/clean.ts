import { fail, ok, type Result } from '#kernel/result.ts';
import type { Log } from '#platform/log.ts';
import type { Scan } from '#platform/scanner.ts';

export type Unclean =
	| { readonly type: 'message.media-infected'; readonly found: string }
	| { readonly type: 'message.media-unscanned' };

/** What is not clean goes no further: not into the decoder, not into the files, not to anybody. */
export const cleanBy =
	(scan: Scan | undefined, log: Log) =>
	async (bytes: Uint8Array): Promise<Result<void, Unclean>> => {
		const verdict = scan ? await scan(bytes) : ok(undefined);
		if (verdict.ok) return verdict;
		log.warn('a file of others is not shown', { ...verdict.error });
		return verdict.error.type === 'scan.infected'
			? fail({ type: 'message.media-infected', found: verdict.error.name })
			: fail({ type: 'message.media-unscanned' });
	};
