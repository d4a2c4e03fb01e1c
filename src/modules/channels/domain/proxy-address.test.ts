import { expect, it } from 'vitest';

import { readProxy } from './proxy-address.ts';

it('reads the address of a proxy and never shows what opens it', () => {
	expect(readProxy('http://amt:geheim@proxy.stadt.example:3128')).toEqual({
		url: 'http://amt:geheim@proxy.stadt.example:3128/',
		shown: 'http://proxy.stadt.example:3128',
	});
	expect(readProxy('proxy.stadt.example:3128')?.shown).toBe('http://proxy.stadt.example:3128');
	expect(readProxy('10.0.0.5:8080')?.url).toBe('http://10.0.0.5:8080/');
	for (const no of ['', 'ftp://proxy', 'http://proxy/weg', 'http://proxy?a', 'socks5://proxy:1080', 'http://'])
		expect([no, readProxy(no)]).toEqual([no, null]);
});
