import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';

import { looksLikeProof, verifyProof } from './verify-proof-file.ts';

let desk: Newsdesk;
let text: string;
beforeAll(async () => {
	desk = await startNewsdesk();
	const id = await desk.draft();
	await desk.publish(id);
	await desk.office.office.records.sequenceNow();
	text = await (await fetch(`${desk.office.origin}/api/log/proof/${id}`)).text();
});
afterAll(() => desk.close());

describe('a public proof', () => {
	it('is checked without the server', () => {
		expect(looksLikeProof(text)).toBe(true);
		expect(verifyProof(text)).toMatchObject({ ok: true, problem: null });
		expect(verifyProof(text).leaves).toBeGreaterThan(2);
	});
	it('holds only for the key the reader knows', () => {
		const { publicKey } = JSON.parse(text) as { publicKey: string };
		expect(verifyProof(text, publicKey).ok).toBe(true);
		expect(
			verifyProof(
				text,
				publicKey.replace(/./, (first) => (first === 'A' ? 'B' : 'A')),
			),
		).toMatchObject({ ok: false, problem: 'other-key' });
	});
	it('fails when a leaf, its place, the tree or the signature is another', () => {
		type File = { checkpoint: { note: string }; entries: { leaf: string; position: number }[]; publicKey: string };
		const changed = (change: (file: File) => void): string => {
			const file = JSON.parse(text) as File;
			change(file);
			return JSON.stringify(file);
		};
		const first = (file: File) => file.entries[0] ?? { leaf: '', position: 0 };
		expect(verifyProof(changed((file) => (first(file).leaf += ' '))).problem).toBe('bad-inclusion');
		expect(verifyProof(changed((file) => (first(file).position += 1))).problem).toBe('bad-inclusion');
		expect(verifyProof(changed((file) => (file.entries = []))).problem).toBe('bad-inclusion');
		const otherSize = (note: string) => note.replace(/\n(\d+)\n/, (_, size: string) => `\n${Number(size) + 1}\n`);
		expect(verifyProof(changed((file) => (file.checkpoint.note = otherSize(file.checkpoint.note)))).problem).toBe(
			'bad-signature',
		);
		expect(verifyProof('{"subject": 1}').problem).toBe('unreadable');
	});
});
