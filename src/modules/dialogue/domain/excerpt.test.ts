import { describe, expect, it } from 'vitest';

import { excerptOf } from './excerpt.ts';

describe('the beginning of what was said', () => {
	it.each([
		['@stadt Ist die Brücke zu?', 'Ist die Brücke zu?'],
		['@stadt@social.musterstadt.example @amt: Danke', 'Danke'],
		['@stadt.uebung.test, bitte antworten', 'bitte antworten'],
		['Fragen Sie @stadt nicht', 'Fragen Sie @stadt nicht'],
		['@stadt', '@stadt'],
	])('%j begins %j', (text, begins) => expect(excerptOf(text)).toBe(begins));

	it('is cut where it is long', () => expect(excerptOf('Wort '.repeat(100)).length).toBeLessThanOrEqual(140));
});
