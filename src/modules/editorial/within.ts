/** Reads a body no further than it may be long; null when it is longer, whatever its headers said. */
export const within = async (coming: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | null> => {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of coming) {
		length += chunk.length;
		if (length > most) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks, length);
};
