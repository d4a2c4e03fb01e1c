import { describe, expect, it } from 'vitest';

import { appended, fitted, joinedBefore, moved, splitAt, without, withPlaces } from './thread-edit.ts';

const thread = { parts: ['Eins', 'Zwei', 'Drei'], places: { a: 1, b: 3 } };

describe('the parts of a thread', () => {
	it('take their pictures along when they move, and the others keep theirs', () => {
		expect(moved(thread, 2, 0)).toEqual({ parts: ['Drei', 'Eins', 'Zwei'], places: { a: 2, b: 1 } });
		expect(moved(thread, 0, 1)).toEqual({ parts: ['Zwei', 'Eins', 'Drei'], places: { a: 2, b: 3 } });
	});
	it('are split where the cursor stands and joined again', () => {
		const split = splitAt({ ...thread, parts: ['Eins. Und mehr.', 'Zwei', 'Drei'] }, 0, 5);
		expect(split).toEqual({ parts: ['Eins.', 'Und mehr.', 'Zwei', 'Drei'], places: { a: 1, b: 4 } });
		expect(joinedBefore(split, 1)).toEqual({ parts: ['Eins.\n\nUnd mehr.', 'Zwei', 'Drei'], places: { a: 1, b: 3 } });
	});
	it('leave their pictures to the part before when they go', () => {
		expect(without(thread, 2)).toEqual({ parts: ['Eins', 'Zwei'], places: { a: 1, b: 2 } });
		expect(without(thread, 0)).toEqual({ parts: ['Zwei', 'Drei'], places: { a: 1, b: 2 } });
	});
	it('are made anew from the whole text, and there is always one to write in', () => {
		expect(fitted(thread, (part) => part.length <= 10)).toEqual({
			parts: ['Eins\n\nZwei', 'Drei'],
			places: { a: 1, b: 2 },
		});
		expect(fitted({ parts: [''], places: {} }, () => true).parts).toEqual(['']);
		expect(appended(thread).parts).toEqual(['Eins', 'Zwei', 'Drei', '']);
		expect(withPlaces(['x'], ['m'], { m: 4 }).places).toEqual({ m: 1 });
	});
});
