import { expect, it } from 'vitest';

import { parseCsv } from '../planning/csv.ts';
import { readHead, readRows } from './contact-table.ts';

const known = {
	lists: [
		{ id: 'l1', name: 'Lokales' },
		{ id: 'l2', name: 'Überregional' },
	],
	mails: new Set(['alt@zeitung.example']),
	unsubscribed: new Set(['weg@zeitung.example']),
};
const read = (table: string) => {
	const [first, ...rows] = parseCsv(table, ';');
	const head = readHead(first);
	return head === null ? null : readRows(rows, head, known);
};
const problems = (table: string) =>
	read(table)?.map(({ errors }) => errors.map((one) => `${one.field} ${one.problem}`));

it('reads a contact with its lists, its day and its language', () => {
	const rows = read(
		'E-Mail;Name;Medium;Sprache;Herkunft;Seit;Verteiler\nneu@zeitung.example;Ruth Probe;Tagblatt;Englisch;Anruf;2.3.2026;lokales | ÜBERREGIONAL\n',
	);
	expect(rows).toMatchObject([
		{
			mail: 'neu@zeitung.example',
			language: 'en',
			since: '2026-03-02',
			listIds: ['l1', 'l2'],
			known: false,
			errors: [],
		},
	]);
});

it('says of each row everything that is wrong with it', () => {
	expect(
		problems(`E-Mail;Herkunft;Seit;Verteiler;Sprache
;;;;
kein-postfach;Visitenkarte;30.2.2026;Lokales;fr
Weg@Zeitung.example;Visitenkarte;2.3.2026;Sport, Lokales;
a@b.example;Anruf;2.3.2026;;
A@B.example;Anruf;2026-13-01;;
alt@zeitung.example;Anruf;2026-03-01;;`),
	).toEqual([
		['mail unreadable', 'since unreadable', 'language unknown'],
		['mail unsubscribed', 'lists unknown'],
		[],
		['mail doubled', 'since unreadable'],
		[],
	]);
	expect(problems('E-Mail;Herkunft\n;Anruf')).toEqual([['mail missing', 'since missing']]);
	expect(problems('E-Mail;Seit\na@b.example;2.3.2026')).toEqual([['source missing']]);
});

it('is no table of contacts without a column of addresses', () => {
	expect(read('Name;Medium\nA;B')).toBeNull();
});
