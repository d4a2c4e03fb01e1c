import { expect, it } from 'vitest';

import { readPdf } from './pdf.ts';

const pdf = (inside = '', end = '%%EOF\n', begins = '%PDF-1.7') =>
	Buffer.from(
		`${begins}\n1 0 obj\n<< /Type /Catalog ${inside} >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n${end}`,
		'latin1',
	);

it('takes a document that everybody can open, and says what is wrong with others', () => {
	const said = (bytes: Uint8Array) => {
		const read = readPdf(bytes);
		return read.ok ? 'fine' : read.error.type;
	};
	expect([said(pdf()), said(pdf('', '%%EOF', '%PDF-2.0'))]).toEqual(['fine', 'fine']);
	expect(said(pdf('/Contents (Encrypt your mail)'))).toBe('fine');
	for (const begins of ['<html>%PDF-1.7', 'PK\u0003\u0004', '%PDF-9.9', ''])
		expect([begins, said(pdf('', '%%EOF', begins))]).toEqual([begins, 'document.not-a-pdf']);
	expect(said(new Uint8Array())).toBe('document.not-a-pdf');
	expect(said(pdf('', ''))).toBe('document.broken');
	expect([said(pdf('/Encrypt 5 0 R')), said(pdf('/Encrypt << /V 4 >>'))]).toEqual([
		'document.locked',
		'document.locked',
	]);
	for (const inside of ['/OpenAction << /S /JavaScript /JS (app.alert) >>', '/A << /S /Launch /F (x.exe) >>'])
		expect([inside, said(pdf(inside))]).toEqual([inside, 'document.acts']);
});
