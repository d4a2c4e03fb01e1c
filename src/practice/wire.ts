import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as the network's rules see it. */
export interface Asked {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	/** The query letter by letter, for networks that tell encoded signs from plain ones. */
	readonly search: string;
	readonly headers: Readonly<Record<string, string | undefined>>;
	/** JSON or form fields; null when there is no such body. */
	readonly fields: Readonly<Record<string, unknown>> | null;
	readonly form: FormData | null;
	readonly raw: Buffer;
}

export interface Answer {
	readonly status: number;
	readonly json?: unknown;
	readonly html?: string;
	readonly file?: { readonly bytes: Buffer; readonly mime: string };
	readonly headers?: Readonly<Record<string, string>>;
}

const BODY_BYTES = 60 * 1024 * 1024;

export const cut = (response: ServerResponse): void => {
	response.socket?.resetAndDestroy();
};

export const bodyOf = ({ json, html, file }: Answer): { readonly bytes: Buffer; readonly type: string } => {
	if (file) return { bytes: file.bytes, type: file.mime };
	if (html !== undefined) return { bytes: Buffer.from(html), type: 'text/html; charset=utf-8' };
	return {
		bytes: Buffer.from(json === undefined ? '' : JSON.stringify(json)),
		type: 'application/json; charset=utf-8',
	};
};

export const send = (response: ServerResponse, answer: Answer): void => {
	const { bytes, type } = bodyOf(answer);
	const headers = { 'content-type': type, 'content-length': String(bytes.length), ...answer.headers };
	response.writeHead(answer.status, headers).end(bytes);
};

export const sendHalf = (response: ServerResponse, answer: Answer): void => {
	const { bytes, type } = bodyOf(answer);
	// An answer that says everything in its head breaks off there.
	if (bytes.length === 0) {
		cut(response);
		return;
	}
	response.writeHead(answer.status, { 'content-type': type, 'content-length': String(bytes.length) });
	response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.destroy());
};

const DRIP_MS = 200;
/** More than anybody waits for. */
const LONG = 100_000;

/** One letter of the answer after the other, until the other side has enough of it. */
export const drip = (response: ServerResponse, answer: Answer): void => {
	const { bytes, type } = bodyOf(answer);
	response.writeHead(answer.status, { 'content-type': type, 'content-length': String(bytes.length + LONG) });
	let at = 0;
	const timer = setInterval(() => {
		response.write(at < bytes.length ? bytes.subarray(at, at + 1) : ' ');
		at += 1;
	}, DRIP_MS);
	response.once('close', () => clearInterval(timer));
};

/** A word that stands for JSON and is none. */
export const sendGarbled = (response: ServerResponse, answer: Answer): void => {
	const bytes = Buffer.from(`${bodyOf(answer).bytes.toString('utf8').replace(/\}$/, '')},`);
	const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': String(bytes.length) };
	response.writeHead(answer.status, headers).end(bytes);
};

/** The answer, and once more the same bytes where the answer to the next request is expected. */
export const sendTwice = (response: ServerResponse, answer: Answer): void => {
	const { bytes, type } = bodyOf(answer);
	const head = `HTTP/1.1 ${answer.status} OK\r\ncontent-type: ${type}\r\ncontent-length: ${bytes.length}\r\n\r\n`;
	const whole = Buffer.concat([Buffer.from(head), bytes]);
	response.socket?.write(Buffer.concat([whole, whole]));
};

export const readRequest = async (request: IncomingMessage): Promise<Asked> => {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		size += (chunk as Buffer).length;
		if (size > BODY_BYTES) throw new Error('the body is too large');
		chunks.push(chunk as Buffer);
	}
	const raw = Buffer.concat(chunks);
	const url = new URL(request.url ?? '/', 'http://127.0.0.1');
	const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
	const { fields, form } = await readBody(raw, headers['content-type'] ?? '');
	const { pathname: path, searchParams: query, search } = url;
	return { method: request.method ?? 'GET', path, query, search, headers, fields, form, raw };
};

const readBody = async (raw: Buffer, type: string): Promise<Pick<Asked, 'fields' | 'form'>> => {
	if (type.startsWith('application/json')) {
		const read: unknown = JSON.parse(raw.toString('utf8'));
		const isObject = typeof read === 'object' && read !== null && !Array.isArray(read);
		return { fields: isObject ? (read as Record<string, unknown>) : null, form: null };
	}
	if (type.startsWith('application/x-www-form-urlencoded'))
		return { fields: Object.fromEntries(new URLSearchParams(raw.toString('utf8'))), form: null };
	if (type.startsWith('multipart/form-data')) {
		const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
		return { fields: null, form };
	}
	return { fields: null, form: null };
};
