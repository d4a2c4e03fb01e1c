import type { QueryClient } from '@tanstack/react-query';

/** What a query depends on, as the office announces it. */
export type LiveTopic = 'post' | 'delivery' | 'conversation' | 'presence' | 'record' | 'person' | 'setting' | 'mail';

/** Keys of queries begin with the topics they depend on: `[topics, path, input]`. */
export const concerns = (key: readonly unknown[], topic: string): boolean => {
	const [topics] = key;
	return Array.isArray(topics) && topics.includes(topic);
};

/** Listens to the office and asks again for what changed; after a gap, for everything. Returns how to stop. */
export const listenLive = (client: QueryClient, onState: (connected: boolean) => void): (() => void) => {
	const source = new EventSource('/api/events');
	let before = false;
	const everything = () => void client.invalidateQueries();
	source.addEventListener('open', () => {
		if (before) everything();
		before = true;
		onState(true);
	});
	source.addEventListener('missed', everything);
	source.addEventListener('error', () => onState(false));
	source.addEventListener('change', ({ data }: MessageEvent<string>) => {
		const topic = topicOf(data);
		void client.invalidateQueries({ predicate: ({ queryKey }) => concerns(queryKey, topic) });
	});
	return () => source.close();
};

const topicOf = (data: string): string => {
	const event: unknown = JSON.parse(data);
	return typeof event === 'object' && event !== null && 'topic' in event ? String(event.topic) : '';
};
