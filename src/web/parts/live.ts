import type { QueryClient } from '@tanstack/react-query';

import { seconds } from '#kernel/time.ts';

import { askAgain } from './stale.ts';

/** What a query depends on, as the office announces it. */
export type LiveTopic =
	| 'post'
	| 'media'
	| 'delivery'
	| 'conversation'
	| 'presence'
	| 'record'
	| 'person'
	| 'setting'
	| 'mail'
	| 'notice'
	| 'wake'
	| `here:${string}`;

const RETRY_MS = seconds(5);

/** Listens to the office and asks again for what changed; after a gap, for everything. Returns how to stop. */
export const listenLive = (client: QueryClient, onState: (connected: boolean) => void): (() => void) => {
	let before = false;
	/** A line of one's own making begins anew; one that the browser mends goes on where it was cut. */
	let anew = true;
	let source: EventSource;
	let again: ReturnType<typeof setTimeout> | undefined;
	const everything = () => void askAgain(client);
	const open = () => {
		source = new EventSource('/api/events');
		anew = true;
		source.addEventListener('open', () => {
			if (before && anew) everything();
			before = true;
			anew = false;
			onState(true);
		});
		source.addEventListener('missed', everything);
		source.addEventListener('error', () => {
			onState(false);
			// A browser tries a lost line again by itself, but gives up after an answer such as "not signed in".
			if (source.readyState === EventSource.CLOSED) again = setTimeout(open, RETRY_MS);
		});
		source.addEventListener('change', ({ data }: MessageEvent<string>) => {
			void askAgain(client, topicOf(data));
		});
	};
	open();
	return () => {
		clearTimeout(again);
		source.close();
	};
};

const topicOf = (data: string): string => {
	const event: unknown = JSON.parse(data);
	if (typeof event !== 'object' || event === null || !('topic' in event)) return '';
	return event.topic === 'here' && 'id' in event ? `here:${event.id}` : String(event.topic);
};
