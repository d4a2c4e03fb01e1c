import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Exchange } from '../../src/practice/index.ts';
import { ordinaryLife } from './exchanges.ts';
import { openLexicons } from './lexicon.ts';
import { openContract } from './openapi.ts';

/** The official contracts of the networks lie beside the project on the machines of its developers, never in it. */
const specs = resolve(import.meta.dirname, '../../../shared/specs');
const there = existsSync(specs);
const say = (line: string) => process.stdout.write(`contracts: ${line}\n`);
if (!there) say(`skipped, no official contracts at ${specs}`);

describe.skipIf(!there)('the official contract', () => {
	it('of Mastodon takes every request we make, and every answer the practice network gives', async () => {
		const contract = openContract(resolve(specs, 'mastodon/mastodon-openapi.json'));
		const wrong: string[] = [];
		const exchanges = await ordinaryLife('mastodon');
		for (const { method, path, query, contentType: type, body, status, answer, answerType } of exchanges) {
			const operation = contract.find(method, path);
			if (operation === undefined) {
				wrong.push(`${method} ${path} is in no contract`);
				continue;
			}
			wrong.push(...contract.wrongRequest(operation, { query, type, body }));
			wrong.push(...contract.wrongAnswer(operation, { status, type: answerType, answer }));
		}
		say(`Mastodon: ${exchanges.length} requests and answers checked`);
		expect([...new Set(wrong)]).toEqual([]);
		expect(exchanges.length).toBeGreaterThan(20);
	});

	it('of Bluesky takes every request we make, every record, and every answer the practice network gives', async () => {
		const lexicons = openLexicons(resolve(specs, 'bluesky'));
		const exchanges = await ordinaryLife('bluesky');
		const wrong = exchanges.flatMap((exchange) => wrongIn(lexicons, exchange));
		say(`Bluesky: ${exchanges.length} requests and answers checked`);
		expect([...new Set(wrong)]).toEqual([]);
		expect(exchanges.length).toBeGreaterThan(16);
	});

	it('of either would notice a mistake', () => {
		const contract = openContract(resolve(specs, 'mastodon/mastodon-openapi.json'));
		const operation = contract.find('POST', '/api/v1/statuses');
		if (operation === undefined) throw new Error('the contract lost its main operation');
		const asked = { query: new URLSearchParams('x=1'), type: 'application/json', body: { status: 7 } };
		expect(contract.wrongRequest(operation, asked).length).toBeGreaterThan(1);
		expect(contract.wrongAnswer(operation, { status: 200, type: 'application/json', answer: {} })).not.toEqual([]);
		const lexicons = openLexicons(resolve(specs, 'bluesky'));
		const post = lexicons.main('app.bsky.feed.post');
		const long = { $type: 'app.bsky.feed.post', text: 'a'.repeat(301), createdAt: 'gestern' };
		expect(lexicons.wrong(long, post, 'app.bsky.feed.post')).toHaveLength(2);
	});
});

type Lexicons = ReturnType<typeof openLexicons>;
interface Main {
	readonly parameters?: { readonly properties?: Record<string, { readonly type: string }> };
	readonly input?: { readonly schema?: unknown };
	readonly output?: { readonly schema?: unknown };
}

const wrongIn = (lexicons: Lexicons, { path, query, body, status, answer }: Exchange): readonly string[] => {
	const id = path.replace('/xrpc/', '');
	if (!lexicons.has(id)) return [`${id} is in no lexicon`];
	const main: Main = lexicons.main(id);
	const wrong: string[] = [];
	if (main.parameters) wrong.push(...lexicons.wrong(paramsOf(query, main), main.parameters, id));
	if (main.input?.schema) wrong.push(...lexicons.wrong(body, main.input.schema, id));
	if (status === 200 && main.output?.schema) wrong.push(...lexicons.wrong(answer, main.output.schema, id));
	const record = (body as { record?: unknown } | undefined)?.record;
	const { collection = 'app.bsky.feed.post' } = (body ?? {}) as { collection?: string };
	if (record) wrong.push(...lexicons.wrong(record, lexicons.main(collection), collection));
	return wrong;
};

const paramsOf = (query: URLSearchParams, { parameters }: Main): Record<string, unknown> =>
	Object.fromEntries(
		[...new Set(query.keys())].map((name) => {
			const type = parameters?.properties?.[name]?.type;
			if (type === undefined) throw new Error(`no parameter ${name}`);
			if (type === 'array') return [name, query.getAll(name)];
			const value = query.get(name) ?? '';
			return [name, type === 'integer' ? Number(value) : type === 'boolean' ? value === 'true' : value];
		}),
	);
