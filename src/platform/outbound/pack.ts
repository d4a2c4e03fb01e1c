import type { OutboundRequest } from './outbound.ts';

export interface Packed {
	readonly headers: Record<string, string>;
	readonly body: Uint8Array | undefined;
}

/** Turns the one body a request may have into bytes, with its content type and length. */
export const pack = async ({ headers = {}, json, form, multipart, bytes }: OutboundRequest): Promise<Packed> => {
	const own = { accept: 'application/json', 'accept-encoding': 'gzip, br', 'user-agent': 'Amtsfunk', ...headers };
	const packed = (body: Uint8Array, type?: string): Packed => ({
		headers: { ...own, ...(type ? { 'content-type': type } : {}), 'content-length': String(body.byteLength) },
		body,
	});
	if (json !== undefined) return packed(Buffer.from(JSON.stringify(json)), 'application/json');
	if (form) return packed(Buffer.from(new URLSearchParams(form).toString()), 'application/x-www-form-urlencoded');
	if (multipart) {
		const whole = new Response(multipart);
		const type = whole.headers.get('content-type') ?? 'multipart/form-data';
		return packed(new Uint8Array(await whole.arrayBuffer()), type);
	}
	return bytes ? packed(bytes) : { headers: own, body: undefined };
};
