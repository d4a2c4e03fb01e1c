/** SPEC: RFC 6761, RFC 6762, RFC 8375 and ICANN's `internal`: names that mean something at home only. */
const AT_HOME = /(^|\.)(localhost|local|internal|lan|home\.arpa|invalid)$/i;

/** Whether others on the net can be expected to fetch something from this address: a name under https, none of one's own network. */
export const isPublicHttps = (origin: string): boolean => {
	if (!URL.canParse(origin)) return false;
	const { protocol, hostname } = new URL(origin);
	const isName = /\.[a-z][a-z0-9-]*$/i.test(hostname);
	return protocol === 'https:' && isName && !AT_HOME.test(hostname);
};
