import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { SampleRole, SampleTurn } from '../course.ts';
import { musterstadt } from './index.ts';

const { units, people, accounts, posts, talks } = musterstadt;
const drawings = join(import.meta.dirname, '..', 'drawings');
const INVENTED = /\b(Muster|Beispiel|Probe|Vorlage)$/;

const above = (unit: string): readonly string[] => {
	const parent = units.find(({ key }) => key === unit)?.parent;
	return parent ? [unit, ...above(parent)] : [unit];
};
const holds = (person: string | undefined, roles: readonly SampleRole[], unit: string): boolean =>
	people
		.find(({ key }) => key === person)
		?.roles.some(({ role, unit: where }) => roles.includes(role) && (where === null || above(unit).includes(where))) ??
	false;
const texts = (): string[] => [
	...posts.flatMap(({ title, text, renditions }) => [title, text, ...Object.values(renditions ?? {})]),
	...talks.flatMap(({ turns }) => turns.map(({ text }) => text)),
];

describe('the contents of the sample city', () => {
	it('has six units below the authority and a dozen people who hold every role', () => {
		expect(units.filter(({ parent }) => parent === 'stadt')).toHaveLength(6);
		expect(people.length).toBeGreaterThanOrEqual(12);
		const held = new Set(people.flatMap(({ roles }) => roles.map(({ role }) => role)));
		const all: SampleRole[] = ['author', 'approver', 'agent', 'lead', 'central', 'privacy', 'registrar', 'admin'];
		expect(all.filter((role) => !held.has(role))).toEqual([]);
	});

	it('names every thing once', () => {
		for (const list of [units, people, accounts, posts, talks]) {
			const keys = list.map(({ key }) => key);
			expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
		}
	});

	it('has invented names and addresses that lead nowhere', () => {
		expect(people.filter(({ name, mail }) => !INVENTED.test(name) || !mail.endsWith('.example'))).toEqual([]);
	});

	it('lets nobody approve their own post, and only who may write and approve there', () => {
		for (const { key, unit, author, approver } of posts) {
			expect(holds(author, ['author', 'lead'], unit), key).toBe(true);
			if (approver === undefined) continue;
			expect(approver, key).not.toBe(author);
			expect(holds(approver, ['approver', 'lead'], unit), key).toBe(true);
		}
	});
});

describe('the posts and conversations of the sample city', () => {
	it('shows only pictures that are there, each with its alt text', () => {
		const there = posts.flatMap(({ pictures }) => pictures);
		expect(there.filter(({ drawing }) => !existsSync(join(drawings, `${drawing}.webp`)))).toEqual([]);
		expect(there.filter(({ alt }) => alt.length < 20)).toEqual([]);
		const drawn = readdirSync(drawings).filter((file) => file.endsWith('.svg'));
		expect(drawn.filter((file) => !existsSync(join(drawings, file.replace('.svg', '.webp'))))).toEqual([]);
	});

	it('publishes on accounts of the unit or of one above it', () => {
		for (const { key, unit, accounts: used } of posts)
			for (const account of used) {
				const owner = accounts.find((one) => one.key === account)?.unit ?? '';
				expect(above(unit), `${key} on ${account}`).toContain(owner);
			}
	});

	it('shows posts and conversations in every state', () => {
		const ends = new Set(posts.map((post) => post.ends));
		expect(ends).toEqual(
			new Set(['published', 'unclear', 'refused', 'draft', 'waiting', 'sent-back', 'scheduled'] as const),
		);
		expect(posts.some(({ correction }) => correction)).toBe(true);
		expect(posts.some(({ withdrawn }) => withdrawn)).toBe(true);
		expect(new Set(talks.map((talk) => talk.ends))).toEqual(new Set(['open', 'answered', 'closed'] as const));
		expect(talks.some(({ visibility }) => visibility === 'private')).toBe(true);
		expect(accounts.some(({ retired }) => retired !== undefined)).toBe(true);
		expect(posts.length).toBeGreaterThanOrEqual(48);
		expect(talks.length).toBeGreaterThanOrEqual(30);
	});

	it('lets people speak in turn, after the post they speak of', () => {
		const at = ({ day, at: time }: Pick<SampleTurn, 'day' | 'at'>) => `${String(1000 + day)} ${time}`;
		for (const { key, about, turns } of talks) {
			const moments = turns.map(at);
			expect(moments, key).toEqual([...moments].sort());
			expect(turns[0]?.by, key).toBe('citizen');
			const post = posts.find((one) => one.key === about);
			expect(about === undefined || post !== undefined, key).toBe(true);
			if (post) expect(at(post) < (moments[0] ?? ''), key).toBe(true);
		}
	});

	it('is answered by those who may', () => {
		for (const { key, where, about, unit, turns } of talks) {
			const account = where === 'form' ? undefined : accounts.find((one) => one.key === where.account);
			const whose = posts.find((post) => post.key === about)?.unit ?? unit ?? account?.unit ?? 'stadt';
			for (const turn of turns)
				expect(turn.by === 'citizen' || holds(turn.who, ['agent', 'lead'], whose), `${key}: ${turn.who}`).toBe(true);
		}
	});

	it('names no day of the calendar but through a placeholder', () => {
		const dated =
			/\b\d{1,2}\. (Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)|\b20\d\d\b/;
		expect(texts().filter((text) => dated.test(text))).toEqual([]);
	});
});
