import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useContext, useRef } from 'react';
import type { z } from 'zod';

import type { Endpoint } from '#contract/endpoint.ts';
import type { Result } from '#kernel/result.ts';

import { type CallFailure, call } from './call.ts';
import type { LiveTopic } from './live.ts';
import { askAgain } from './stale.ts';
import { StepUpContext } from './stepping-up.ts';

/** Carries a failure through react-query, which knows only thrown errors. */
export class Refusal extends Error {
	readonly failure: CallFailure;
	constructor(failure: CallFailure) {
		super(failure.type);
		this.failure = failure;
	}
}

const orThrow = <T>(result: Result<T, CallFailure>): T => {
	if (!result.ok) throw new Refusal(result.error);
	return result.value;
};

interface Asking {
	/** Asked again as soon as the office announces a change of one of these. */
	readonly topics?: readonly LiveTopic[];
	readonly enabled?: boolean;
	/** Keeps showing the old answer while the input changes (filters, search). */
	readonly keep?: boolean;
	/** Asks again after this time at the latest. */
	readonly everyMs?: number;
}

/** One reading of the office, kept fresh by its live events. */
export const useQueryOf = <I extends z.ZodType, O extends z.ZodType>(
	endpoint: Endpoint<I, O>,
	input: z.input<I>,
	{ topics = [], enabled = true, keep = false, everyMs }: Asking = {},
) =>
	useQuery<z.output<O>, Refusal>({
		queryKey: [topics, endpoint.path, input],
		queryFn: async ({ signal }) => orThrow(await call(endpoint, input, { signal })),
		enabled,
		...(everyMs ? { refetchInterval: everyMs } : {}),
		// NOTE: the library's guard against functions as data cannot see through a generic; answers are JSON.
		...(keep ? { placeholderData: keepPreviousData as never } : {}),
	});

interface Page<T> {
	readonly items: readonly T[];
	readonly next?: string | undefined;
}
type PageEndpoint<I extends z.ZodType, T> = Endpoint<I, z.ZodType<Page<T>>>;

/** A list of the office, page by page: `items` so far, and `more` while there is another page. */
export const useListOf = <I extends z.ZodType, T>(
	endpoint: PageEndpoint<I, T>,
	input: Omit<z.input<I> & object, 'cursor'>,
	{ topics = [], enabled = true, keep = false }: Asking = {},
) => {
	const query = useInfiniteQuery<Page<T>, Refusal, { pages: Page<T>[] }, readonly unknown[], string | undefined>({
		queryKey: [topics, endpoint.path, 'list', input],
		queryFn: async ({ pageParam, signal }) => {
			// NOTE: every paged endpoint takes `cursor` beside its own input; the contract checks it.
			const asked = { ...input, ...(pageParam ? { cursor: pageParam } : {}) } as z.input<I>;
			return orThrow(await call(endpoint, asked, { signal }));
		},
		initialPageParam: undefined,
		getNextPageParam: (last) => last.next,
		enabled,
		...(keep ? { placeholderData: keepPreviousData } : {}),
	});
	const more = query.hasNextPage
		? { load: () => void query.fetchNextPage(), busy: query.isFetchingNextPage }
		: undefined;
	return { ...query, items: query.data?.pages.flatMap(({ items }) => items) ?? [], more };
};

interface Acting<T> {
	/** Readings that this act makes stale; the live events would say so a moment later. */
	readonly topics?: readonly LiveTopic[];
	readonly onDone?: (value: T) => void;
}

/** One act of the office. `run` answers with the result; a repeat after a lost answer does nothing twice. */
export const useAct = <I extends z.ZodType, O extends z.ZodType>(
	endpoint: Endpoint<I, O>,
	{ topics = [], onDone }: Acting<z.output<O>> = {},
) => {
	const client = useQueryClient();
	const stepUp = useContext(StepUpContext);
	const repeat = useRef<{ readonly input: string; readonly key: string } | null>(null);
	const mutation = useMutation<z.output<O>, Refusal, z.input<I>>({
		mutationFn: async (input) => {
			const text = JSON.stringify(input);
			if (repeat.current?.input !== text) repeat.current = { input: text, key: freshKey() };
			const extras = endpoint.creates ? { idempotencyKey: repeat.current.key } : {};
			let result = await call(endpoint, input, extras);
			if (!result.ok && result.error.type === 'access.second-factor' && (await stepUp()))
				result = await call(endpoint, input, extras);
			const value = orThrow(result);
			repeat.current = null;
			return value;
		},
		onSuccess: async (value) => {
			const stale = topics.map((topic) => askAgain(client, topic));
			onDone?.(value);
			await Promise.all(stale);
		},
	});
	const run = async (input: z.input<I>): Promise<Result<z.output<O>, CallFailure>> => {
		try {
			return { ok: true, value: await mutation.mutateAsync(input) };
		} catch (thrown) {
			if (thrown instanceof Refusal) return { ok: false, error: thrown.failure };
			throw thrown;
		}
	};
	return { run, busy: mutation.isPending, failure: mutation.error?.failure, reset: mutation.reset };
};

const freshKey = (): string => {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};
