/** Every class a public page can carry. The style sheet is reduced to them; a test reads all pages and compares. */
export const publicClasses: readonly string[] = [
	...['a', 'adr', 'alike', 'art', 'arti', 'ask', 'asked', 'band', 'box', 'btn', 'chg', 'city', 'empty', 'end', 'facts'],
	...['fault', 'find', 'findrow', 'go', 'h', 'hero', 'hint', 'hours', 'i', 'in', 'inp', 'kick', 'kopf', 'kz', 'lab'],
	...['lead', 'leaves', 'line', 'mehr', 'meta', 'mono', 'ni', 'note', 'ofc', 'paper', 'pcols', 'pfoot', 'ph2', 'plain'],
	...['pnav', 'pri', 'proof', 'pub', 'q', 'qa', 'rail2', 'raw', 's', 'sample', 'share', 'skip', 'sr', 'steps', 'top'],
	...['tops', 'trap', 'tx', 'txt', 'v', 'w', 'warm', 'wide', 'working'],
];
