import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** Keys of queries begin with the topics they depend on: `[topics, path, input]`. */
export const concerns = ([topics]: QueryKey, topic: string): boolean => Array.isArray(topics) && topics.includes(topic);

/** Asks again for what depends on a topic; without a topic, for everything. Resolves once the answers are there. */
export const askAgain = async (client: QueryClient, topic?: string): Promise<void> => {
	const cache = client.getQueryCache();
	const found = cache.findAll({ predicate: ({ queryKey }) => topic === undefined || concerns(queryKey, topic) });
	// NOTE: the library lets a first question that is under way go on, though its answer may be from before the change.
	const first = found.filter(({ state }) => state.fetchStatus !== 'idle' && state.data === undefined);
	await client.invalidateQueries({ predicate: (query) => found.includes(query) });
	await Promise.all(first.map(({ promise }) => promise?.catch(() => undefined)));
	if (first.length > 0) await client.invalidateQueries({ predicate: (query) => first.includes(query) });
};
