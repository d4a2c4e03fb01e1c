import { describe, expect, it } from 'vitest';

import { PUBLIC } from './audience.ts';
import { readNote } from './note.ts';

const note = {
	id: 'https://peer.example/n/1',
	type: 'Note',
	attributedTo: 'https://peer.example/u/eva',
	content: '<p>Wann wird <b>geöffnet</b>?</p>',
	contentMap: { de: '<p>Wann wird <b>geöffnet</b>?</p>' },
	to: PUBLIC,
	cc: ['https://peer.example/u/eva/followers'],
	inReplyTo: 'https://stadt.example/beitrag/x',
	published: '2026-03-02T08:00:00Z',
};

describe('a statement from elsewhere', () => {
	it('is read with lists that hold one thing written without brackets', () => {
		const read = readNote({
			...note,
			tag: { type: 'Mention', href: 'https://stadt.example/fediverse/amt' },
			attachment: { type: 'Document', url: 'https://peer.example/a.jpg', mediaType: 'image/jpeg', name: 'Loch' },
		});
		expect(read).toMatchObject({ audience: 'public', language: 'de', inReplyTo: 'https://stadt.example/beitrag/x' });
		expect(read?.addressed).toContain('https://stadt.example/fediverse/amt');
		expect(read?.media).toEqual([{ url: 'https://peer.example/a.jpg', alt: 'Loch', mime: 'image/jpeg' }]);
		expect(read?.sentAt).toBe(Date.parse('2026-03-02T08:00:00Z'));
	});
	it('that names an author of another server is not believed', () => {
		expect(readNote({ ...note, attributedTo: 'https://else.example/u/eva' })).toBeNull();
	});
	it.each(['Person', 'Follow', 'Tombstone', undefined])('is no statement when it is a %s', (type) => {
		expect(readNote({ ...note, type })).toBeNull();
	});
	it('addressed to us alone is private, to followers never public', () => {
		expect(readNote({ ...note, to: 'https://stadt.example/fediverse/amt', cc: [] })?.audience).toBe('private');
		expect(readNote({ ...note, to: note.cc, cc: [] })?.audience).toBe('followers');
	});
	it('keeps a title in front, and as text', () => {
		expect(readNote({ ...note, type: 'Article', name: 'A <b>' })?.html).toMatch(/^<p>A &lt;b&gt;<\/p><p>Wann/);
	});
	it('never passes on an address that is not of the web', () => {
		expect(readNote({ ...note, url: 'javascript:alert(1)' })?.url).toBe(note.id);
	});
});
