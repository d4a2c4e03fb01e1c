/** The address of a proxy as it was typed, and as it may be shown: without what opens it. */
export interface ProxyAddress {
	readonly url: string;
	readonly shown: string;
}

/** Reads `http://name:secret@proxy.stadt.example:3128`; null for anything that is no proxy one can ask for a line. */
export const readProxy = (typed: string): ProxyAddress | null => {
	const text = typed.trim();
	const whole = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`;
	const url = URL.parse(whole);
	if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null;
	if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return null;
	return { url: url.href, shown: `${url.protocol}//${url.host}` };
};
