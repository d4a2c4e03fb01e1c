import type { ServerResponse } from 'node:http';

import type { Context } from 'hono';

/** What answers say that were made of one text. Nobody has to read it back out of its stream to send it. */
const texts = new WeakMap<Response, string>();

/** Answers with JSON that is text already. Whatever wraps or changes the answer later makes an ordinary one of it. */
export const jsonAnswer = (c: Context, json: string): Response => {
	const answer = c.body(json, 200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
	texts.set(answer, json);
	return answer;
};

/** Sends an answer at once, in one piece, where it is one text; false: it is for others to send. */
export const sendText = (answer: Response, outgoing: ServerResponse): boolean => {
	const text = texts.get(answer);
	if (text === undefined || answer.bodyUsed || outgoing.headersSent) return false;
	for (const [name, value] of answer.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
	const cookies = answer.headers.getSetCookie();
	if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
	outgoing.setHeader('content-length', Buffer.byteLength(text));
	outgoing.writeHead(answer.status);
	outgoing.end(text);
	return true;
};
