import { fail, ok, type Result } from '#kernel/result.ts';

export type PdfFailure =
	| { readonly type: 'document.not-a-pdf' }
	| { readonly type: 'document.broken' }
	/** Nobody opens it without a password. */
	| { readonly type: 'document.locked' }
	/** It would do something by itself when it is opened. */
	| { readonly type: 'document.acts' };

/** SPEC: ISO 32000, 7.5.2 and 7.5.5: begins with its version, ends with its mark. */
const BEGINS = /^%PDF-[12]\.\d/;
const ENDS = '%%EOF';
const END_BYTES = 1024;

/** What a file says of itself; never changed, for what was made accessible would be lost. What lies compressed in it is not seen. */
export const readPdf = (bytes: Uint8Array): Result<void, PdfFailure> => {
	const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
	if (!BEGINS.test(text)) return fail({ type: 'document.not-a-pdf' });
	if (!text.slice(-END_BYTES).includes(ENDS)) return fail({ type: 'document.broken' });
	if (/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(text)) return fail({ type: 'document.locked' });
	return /\/(?:JavaScript|Launch)\b/.test(text) ? fail({ type: 'document.acts' }) : ok(undefined);
};
