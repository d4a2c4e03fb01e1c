import { loadSharp } from '#platform/media/load-sharp.ts';

const SIZE = 400;
const CELLS = 5;

/** A picture for an actor, drawn from its name: a pattern of its own in the colour of the house, the same every time. */
export const drawPicture = async (name: string): Promise<Buffer> => {
	const sharp = await loadSharp();
	const cell = SIZE / (CELLS + 2);
	const bits = fingerprint(name);
	const squares = Array.from({ length: CELLS * CELLS }, (_, at) => at).flatMap((at) => {
		const [row, column] = [Math.floor(at / CELLS), at % CELLS];
		const mirrored = Math.min(column, CELLS - 1 - column);
		return ((bits >> (row * 3 + mirrored)) & 1) === 1 ? [{ left: (column + 1) * cell, top: (row + 1) * cell }] : [];
	});
	const side = Math.ceil(cell);
	const square = { create: { width: side, height: side, channels: 3, background: '#ffffff' } } as const;
	return sharp({ create: { width: SIZE, height: SIZE, channels: 3, background: '#1d3d6f' } })
		.composite(squares.map(({ left, top }) => ({ input: square, left: Math.round(left), top: Math.round(top) })))
		.png()
		.toBuffer();
};

/** SPEC: FNV-1a, 32 bits. */
const fingerprint = (text: string): number => {
	let hash = 0x811c9dc5;
	for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
	return hash;
};
