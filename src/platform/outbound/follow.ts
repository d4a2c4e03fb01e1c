import type { IncomingMessage } from 'node:http';

import type { Following, OutboundAnswer } from './outbound.ts';

/** Hands an answer on as it comes and keeps nothing of it. Ends well when the other side ends it, and throws when the line breaks or falls silent. */
export const follow = (incoming: IncomingMessage, { onOpen, onText, quietMs }: Following): Promise<OutboundAnswer> =>
	new Promise((resolve, reject) => {
		const silent = () => incoming.destroy(new Error('nothing was heard for too long'));
		let waiting = setTimeout(silent, quietMs);
		incoming.setEncoding('utf8');
		incoming.on('data', (text: string) => {
			clearTimeout(waiting);
			waiting = setTimeout(silent, quietMs);
			onText(text);
		});
		incoming.once('error', reject);
		incoming.once('close', () => {
			clearTimeout(waiting);
			resolve({ status: 200, headers: new Headers(), body: '', bytes: new Uint8Array() });
		});
		onOpen();
	});
