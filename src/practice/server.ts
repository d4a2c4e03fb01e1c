import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Exchange, Mood, PracticeOptions, Received } from './practice.ts';
import {
	type Answer,
	type Asked,
	bodyOf,
	cut,
	drip,
	readRequest,
	send,
	sendGarbled,
	sendHalf,
	sendTwice,
} from './wire.ts';

export type { Answer, Asked } from './wire.ts';

/** What sets one network apart from the other, seen from the moods. */
export interface Rules {
	handle(asked: Asked): Answer | Promise<Answer>;
	/** True for requests that make something public or take it back. */
	isPublicWrite(asked: Asked): boolean;
	/** True for requests that carry pictures. */
	isMedia(asked: Asked): boolean;
	/** Requests that every mood leaves alone (signing in, pages). */
	isSpared(asked: Asked): boolean;
	error(status: number, words: string): unknown;
	/** Requests whose answer has no end: taken over as a whole. True when it was one. */
	stream?(asked: Asked, response: ServerResponse): boolean;
	/** Header and value that name the moment of a reset. */
	resetHeader(at: number): readonly [string, string];
	now(): number;
}

interface Setting extends Pick<PracticeOptions, 'port' | 'moodOf' | 'throttleMs'> {
	readonly mood: () => Mood;
}

const SLOW_MS = 300;
const THROTTLE_MS = 5 * 60_000;

/** So many requests are remembered, for tests and benches; a practice network that runs for months forgets the oldest. */
const MOST_KEPT = 50_000;
const KEPT_STEP = 5_000;

export const startServer = async (rules: Rules, { port = 0, mood, moodOf, throttleMs = THROTTLE_MS }: Setting) => {
	const received: Received[] = [];
	const ears: ((exchange: Exchange) => void)[] = [];
	let throttled = 0;

	const act = async (asked: Asked): Promise<Answer> => {
		const answer = await rules.handle(asked);
		const bodyHash = createHash('sha256').update(asked.raw).digest('hex');
		const key = asked.headers['idempotency-key'] ?? null;
		received.push({ method: asked.method, path: asked.path, status: answer.status, key, bodyHash });
		if (received.length > MOST_KEPT + KEPT_STEP) received.splice(0, KEPT_STEP);
		for (const ear of ears) ear(toExchange(asked, answer));
		return answer;
	};
	const tooMany = (headers: Answer['headers']): Answer => ({
		status: 429,
		json: rules.error(429, 'Too many requests'),
		headers: headers ?? {},
	});
	const wait = (form: number): Answer => tooMany(waitHeader(rules, throttleMs, form));
	const refusals: Partial<Record<Mood, () => Answer>> = {
		throttling: () => wait(throttled++),
		'throttling-seconds': () => wait(0),
		'throttling-date': () => wait(1),
		'throttling-reset': () => wait(2),
		'throttling-silent': () => tooMany({}),
		redirecting: () => ({ status: 302, headers: { location: '' } }),
		failing: () => ({ status: 503, json: rules.error(503, 'Service unavailable') }),
		forbidden: () => ({ status: 403, json: rules.error(403, 'This action is not allowed') }),
	};

	const answer = async (asked: Asked, response: ServerResponse): Promise<void> => {
		const now = rules.isSpared(asked) ? 'well' : (moodOf?.(asked) ?? mood());
		const refusal = now === 'refusing' && rules.isMedia(asked) ? noPictures : refusals[now];
		if (refusal) send(response, refusal());
		else if (now === 'reset') cut(response);
		else if (now !== 'hanging')
			finish(now, { response, done: await act(asked), write: rules.isPublicWrite(asked), error: rules.error });
	};
	const takesOver = (asked: Asked, response: ServerResponse): boolean => {
		if (mood() !== 'well' || rules.stream?.(asked, response) !== true) return false;
		const endless = { answer: '', answerType: 'text/event-stream' };
		for (const ear of ears) ear({ ...toExchange(asked, { status: 200 }), ...endless });
		return true;
	};
	const noPictures = (): Answer => ({
		status: 422,
		json: rules.error(422, 'Validation failed: File content type is not allowed'),
	});
	const server = createServer((request, response) => {
		readRequest(request).then(
			(asked) => (takesOver(asked, response) ? undefined : answer(asked, response).catch(() => cut(response))),
			() => cut(response),
		);
	});
	await new Promise<void>((ready, failed) => {
		server.once('error', failed);
		server.listen(port, '127.0.0.1', ready);
	});
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received: (): readonly Received[] => received,
		listen: (ear: (exchange: Exchange) => void) => void ears.push(ear),
		close: () =>
			new Promise<void>((closed) => {
				server.close(() => closed());
				server.closeAllConnections();
			}),
	};
};

/** Three ways to say how long to wait: seconds, a date, the moment of the reset. */
const waitHeader = (rules: Rules, ms: number, form: number): Record<string, string> => {
	const at = rules.now() + ms;
	const [name, value] = rules.resetHeader(at);
	const ways = [
		{ 'retry-after': String(Math.ceil(ms / 1000)) },
		{ 'retry-after': new Date(at).toUTCString() },
		{ [name]: value },
	];
	return ways[form % 3] ?? {};
};

interface Done {
	readonly response: ServerResponse;
	readonly done: Answer;
	readonly write: boolean;
	readonly error: Rules['error'];
}

/** The act is done; what the other side hears of it depends on the mood. */
const finish = (mood: Mood, done: Done): void => {
	const spoiled = done.write ? { ...spoilt, ...spoiltWrites }[mood] : spoilt[mood];
	if (spoiled) spoiled(done);
	else send(done.response, done.done);
};

type Spoil = Partial<Record<Mood, (done: Done) => void>>;
const spoilt: Spoil = {
	slow: ({ response, done }) => {
		setTimeout(() => send(response, done), SLOW_MS);
	},
	lying: ({ response, done }) =>
		send(response, done.status < 300 ? { status: done.status, json: { fine: true } } : done),
};
const spoiltWrites: Spoil = {
	'answers-get-lost': ({ response }) => cut(response),
	truncated: ({ response, done }) => sendHalf(response, done),
	dripping: ({ response, done }) => drip(response, done),
	garbled: ({ response, done }) => sendGarbled(response, done),
	'answers-twice': ({ response, done }) => sendTwice(response, done),
	broken: ({ response, error }) => send(response, { status: 500, json: error(500, 'Internal server error') }),
};

const toExchange = (asked: Asked, answer: Answer): Exchange => ({
	method: asked.method,
	path: asked.path,
	query: asked.query,
	contentType: asked.headers['content-type'] ?? '',
	body: asked.fields ?? (asked.form ? formFields(asked.form) : asked.raw.length > 0 ? asked.raw : undefined),
	status: answer.status,
	answer: answer.json,
	answerType: bodyOf(answer).type,
});

const formFields = (form: FormData): Record<string, unknown> =>
	Object.fromEntries([...form].map(([name, value]) => [name, typeof value === 'string' ? value : 'file']));
