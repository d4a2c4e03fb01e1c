import type { ServerResponse } from 'node:http';

/** SPEC: docs.joinmastodon.org/methods/streaming: server-sent events, and a comment `:thump` every 15 seconds. */
export interface Streams {
	open(accountId: string, response: ServerResponse): void;
	/** Something came in for the account. The real network sends the notification along; nobody here reads more than the word. */
	tell(accountId: string): void;
	/** Breaks every line, as a restart of the server does. */
	cut(): void;
	/** How many lines are open. */
	count(): number;
}

const THUMP_MS = 15_000;

export const createStreams = (): Streams => {
	const lines = new Map<ServerResponse, string>();
	return {
		open(accountId, response) {
			response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
			response.write(':)\n');
			lines.set(response, accountId);
			const thump = setInterval(() => response.write(':thump\n'), THUMP_MS).unref();
			response.once('close', () => {
				clearInterval(thump);
				lines.delete(response);
			});
		},
		tell(accountId) {
			for (const [response, whose] of lines)
				if (whose === accountId) response.write('event: notification\ndata: {"type":"mention"}\n\n');
		},
		cut() {
			for (const response of lines.keys()) response.destroy();
		},
		count: () => lines.size,
	};
};
