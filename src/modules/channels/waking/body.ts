/** SPEC: up to a thousand changes come together. Whoever sends more may finish, up to the app's own bound, so that they hear why. */
const MOST_BYTES = 1024 * 1024;
const PATIENCE_MS = 10_000;

/** What was sent, byte for byte, or why we did not take it. */
export const readBody = async (request: Request): Promise<Uint8Array | 'too-large' | 'too-slow'> => {
	const reader = request.body?.getReader();
	if (reader === undefined) return new Uint8Array();
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<'too-slow'>((resolve) => {
		timer = setTimeout(() => resolve('too-slow'), PATIENCE_MS);
	});
	const read = await Promise.race([readAll(reader), late]).finally(() => clearTimeout(timer));
	if (read === 'too-slow') await reader.cancel().catch(() => undefined);
	return read;
};

const readAll = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | 'too-large'> => {
	const parts: Uint8Array[] = [];
	let size = 0;
	for (let next = await reader.read(); !next.done; next = await reader.read()) {
		size += next.value.length;
		if (size <= MOST_BYTES) parts.push(next.value);
		else parts.length = 0;
	}
	return size > MOST_BYTES ? 'too-large' : Buffer.concat(parts);
};
