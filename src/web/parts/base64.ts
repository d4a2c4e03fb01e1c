/** The bytes of a chosen file as text that travels in JSON. */
export const base64Of = async (file: File): Promise<string> => {
	const bytes = new Uint8Array(await file.arrayBuffer());
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return btoa(text);
};
