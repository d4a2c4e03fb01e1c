import { plainText, tidy } from '#platform/foreign-text.ts';

import { type ReadMail, readMail } from '../domain/mail.ts';

/** Bounds for what is built to be hard to read: the parser gives up beyond them. */
const bounds = { maxNestingDepth: 30, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 1 } as const;

/** Reads a mail as it came; null where it cannot be read. The reader is loaded with the first mail. */
export const parseMail = async (raw: Uint8Array): Promise<ReadMail | null> => {
	const { default: PostalMime } = await import('postal-mime');
	try {
		return readMail(await PostalMime.parse(raw, bounds), { tidy, plainText });
	} catch (thrown) {
		if (thrown instanceof Error) return null;
		throw thrown;
	}
};
