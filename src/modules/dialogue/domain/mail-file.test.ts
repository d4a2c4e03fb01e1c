import { expect, it } from 'vitest';

import { isPicture, keeping, savedAs } from './mail-file.ts';

const MIB = 1024 * 1024;
const file = (type: string, size = 1000) => ({ name: 'a', type, size });
const why = (files: readonly ReturnType<typeof file>[], hasScanner = true) =>
	keeping(files, hasScanner).map((one) => one.why);

it('keeps pictures always, other files only where somebody looks into them, and neither without bounds', () => {
	const mixed = [file('image/jpeg'), file('application/pdf'), file('image/svg+xml'), file('text/plain', 0)];
	expect(why(mixed)).toEqual([null, null, null, 'empty']);
	expect(why(mixed, false)).toEqual([null, 'no-scanner', 'no-scanner', 'empty']);
	expect(why([file('image/png', 6 * MIB), file('image/png', 4 * MIB), file('image/png', 5 * MIB)])).toEqual([
		...['too-large', null, 'too-large'],
	]);
	expect(why(Array(12).fill(file('image/png'))).slice(8)).toEqual([null, null, 'too-many', 'too-many']);
	expect(isPicture({ type: 'image/SVG+xml' })).toBe(false);
});

it('saves under a name that is none of the tricks', () => {
	expect(savedAs('../../etc/passwd')).toBe('_.._etc_passwd');
	expect(savedAs('Rechnung\u202efdp.exe')).toBe('Rechnungfdp.exe');
	expect(savedAs('Pläne "neu".pdf\r\n')).toBe('Pläne _neu_.pdf');
	expect(savedAs(' . ')).toBe('Anhang');
	expect(savedAs(`${'a'.repeat(300)}.pdf`)).toMatch(/^a{116}\.pdf$/);
	// Cut through the middle of a sign, or sent so: it must still go into an address.
	expect(encodeURIComponent(savedAs(`${'😀'.repeat(100)}a.pdf`))).toMatch(/a\.pdf$/);
});
