/** Text as spreadsheets save it: UTF-8 when the bytes are, else Windows-1252. */
export const decodeTable = (
	bytes: Uint8Array,
): { readonly text: string; readonly encoding: 'utf-8' | 'windows-1252' } => {
	try {
		return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
	} catch {
		return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
	}
};
