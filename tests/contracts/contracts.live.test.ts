import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Exchange } from '../../src/practice/index.ts';
import type { Place } from '../practice/wrong.ts';
import { prepareBluesky, wrongAtBluesky } from '../practice/wrong-bluesky.ts';
import { prepareMastodon, wrongAtMastodon } from '../practice/wrong-mastodon.ts';
import { openCollection } from './collection.ts';
import { openDiscovery } from './discovery.ts';
import { ordinaryLife } from './exchanges.ts';
import { openGraph } from './graph.ts';
import { openLexicons } from './lexicon.ts';
import { openContract } from './openapi.ts';
import { refusals } from './refusals.ts';

/** The official contracts of the networks lie beside the project on the machines of its developers, never in it. */
const specs = resolve(import.meta.dirname, '../../../shared/specs');
const there = existsSync(specs);
const say = (line: string) => process.stdout.write(`contracts: ${line}\n`);
if (!there) say(`skipped, no official contracts at ${specs}`);

describe.skipIf(!there)('the official contract', () => {
	it('of Mastodon takes every request we make, and every answer the practice network gives', async () => {
		const contract = openContract(resolve(specs, 'mastodon/mastodon-openapi.json'));
		const wrong: string[] = [];
		const all = await ordinaryLife('mastodon');
		// The page on which an owner agrees is for people and in no contract.
		const exchanges = all.filter(({ path }) => path !== '/oauth/authorize');
		for (const { method, path, query, contentType: type, body, status, answer, answerType } of exchanges) {
			const operation = contract.find(method, path);
			if (operation === undefined) {
				wrong.push(`${method} ${path} is in no contract`);
				continue;
			}
			wrong.push(...contract.wrongRequest(operation, { query, type, body }));
			wrong.push(...contract.wrongAnswer(operation, { status, type: answerType, answer }));
		}
		const operations = new Set(exchanges.map(({ method, path }) => contract.find(method, path)?.id));
		say(`Mastodon: ${exchanges.length} requests and answers checked, ${operations.size} operations`);
		expect([...new Set(wrong)]).toEqual([]);
		expect(exchanges.length).toBeGreaterThan(40);
	});

	it('of Bluesky takes every request we make, every record, and every answer the practice network gives', async () => {
		const lexicons = openLexicons(resolve(specs, 'bluesky'));
		const exchanges = await ordinaryLife('bluesky');
		const wrong = exchanges.flatMap((exchange) => wrongIn(lexicons, exchange));
		const methods = new Set(exchanges.map(({ path }) => path));
		say(`Bluesky: ${exchanges.length} requests and answers checked, ${methods.size} methods`);
		expect([...new Set(wrong)]).toEqual([]);
		expect(exchanges.length).toBeGreaterThan(35);
	});

	it('of YouTube takes every request we make, and every answer the practice network gives', async () => {
		const discovery = openDiscovery(resolve(specs, 'google/youtube__v3.json'));
		const all = await ordinaryLife('youtube');
		// Agreement and keys stand in another contract (RFC 6749).
		const exchanges = all.filter(({ path }) => /^\/(upload\/)?youtube\//.test(path));
		const wrong = exchanges.flatMap((one) => [...discovery.wrongRequest(one), ...discovery.wrongAnswer(one)]);
		say(`YouTube: ${exchanges.length} requests and answers checked, ${all.length - exchanges.length} about keys`);
		expect([...new Set(wrong)]).toEqual([]);
		expect(exchanges.length).toBeGreaterThan(20);
	});

	it('of either would notice a mistake', () => {
		const contract = openContract(resolve(specs, 'mastodon/mastodon-openapi.json'));
		const operation = contract.find('POST', '/api/v1/statuses');
		if (operation === undefined) throw new Error('the contract lost its main operation');
		const asked = { query: new URLSearchParams('x=1'), type: 'application/json', body: { status: 7 } };
		expect(contract.wrongRequest(operation, asked).length).toBeGreaterThan(1);
		expect(contract.wrongAnswer(operation, { status: 200, type: 'application/json', answer: {} })).not.toEqual([]);
		const discovery = openDiscovery(resolve(specs, 'google/youtube__v3.json'));
		const body = { snippet: { titel: 'x', localized: {} }, status: { privacyStatus: 'geheim' } };
		const upload = { method: 'POST', path: '/youtube/v3/videos', query: new URLSearchParams('teil=x'), body };
		const said = { contentType: 'application/json', status: 200, answer: {}, answerType: 'application/json' };
		expect(discovery.wrongRequest({ ...upload, ...said })).toHaveLength(5);
		const lexicons = openLexicons(resolve(specs, 'bluesky'));
		const post = lexicons.main('app.bsky.feed.post');
		const long = { $type: 'app.bsky.feed.post', text: 'a'.repeat(301), createdAt: 'gestern' };
		expect(lexicons.wrong(long, post, 'app.bsky.feed.post')).toHaveLength(2);
	});
});

describe.skipIf(!there)('the official contract', () => {
	it('of Mastodon has the refusals of its practice network', async () => {
		const contract = openContract(resolve(specs, 'mastodon/mastodon-openapi.json'));
		const said = await refusals('mastodon', { prepare: prepareMastodon, wrongs: wrongAtMastodon });
		// The document knows no 403; docs.joinmastodon.org names it for keys whose permission does not reach.
		const held = said.flatMap((one) => {
			const operation = one.status === 403 ? undefined : contract.find(one.method, one.path);
			return operation === undefined ? [] : [{ ...one, operation }];
		});
		const wrong = held.flatMap(({ operation, status, answerType: type, answer }) =>
			contract.wrongAnswer(operation, { status, type, answer }),
		);
		// It gives refused lists the shape of a refused sign-up; Mastodon names details only there.
		const strange = wrong.filter((one) => !/^get .* 422 must have required property 'details'$/.test(one));
		say(`Mastodon: ${held.length} of ${said.length} answers to wrong requests checked`);
		expect([...new Set(strange)]).toEqual([]);
		expect(held.length).toBeGreaterThan(wrongAtMastodon.length);
	});

	it('of Bluesky has the refusals of its practice network, and what only a server without an app view is asked', async () => {
		const lexicons = openLexicons(resolve(specs, 'bluesky'));
		const beside = async ({ call, account: repo, own: uri }: Place) => {
			const ask = (nsid: string, params: Record<string, string>) =>
				call({ path: `/xrpc/${nsid}?${new URLSearchParams(params)}` });
			await ask('com.atproto.repo.listRecords', { repo, collection: 'app.bsky.feed.post', limit: '10' });
			await ask('app.bsky.feed.getPostThread', { uri });
		};
		const said = await refusals('bluesky', { prepare: prepareBluesky, wrongs: wrongAtBluesky, beside });
		const wrong = said.flatMap((one) => (one.status === 200 ? wrongIn(lexicons, one) : wrongRefusal(lexicons, one)));
		say(`Bluesky: ${said.length} answers to wrong requests checked`);
		expect([...new Set(wrong)]).toEqual([]);
		expect(said.length).toBeGreaterThan(wrongAtBluesky.length);
	});
});

/** Names of figures: each must stand in the official data, or beside them with a reason. */
const metricsIn = (exchanges: readonly Exchange[]): number =>
	exchanges.flatMap(({ query }) => query.get('metric')?.split(',') ?? []).length;

describe.skipIf(!there)('the official data of Meta', () => {
	it.each(['facebook', 'instagram'] as const)('on %s take every request, field and parameter of ours', async (name) => {
		const graph = openGraph(resolve(specs, 'meta'));
		const all = await ordinaryLife(name);
		const exchanges = all.filter(({ path }) => !/oauth|^\/media\//.test(path));
		const wrong = exchanges.flatMap(graph.wrongIn);
		const { fields, parameters } = graph.counted();
		say(
			`${name}: ${exchanges.length} requests and answers checked, ${fields} fields, ${parameters} parameters, ${metricsIn(exchanges)} names of metrics`,
		);
		expect([...new Set(wrong)]).toEqual([]);
		expect(exchanges.length).toBeGreaterThan(20);
	});

	it('on Threads show every request, field and parameter of ours', async () => {
		const collection = openCollection(resolve(specs, 'threads/threads-api.postman_collection.json'));
		const all = await ordinaryLife('threads');
		const exchanges = all.filter(({ path }) => !/oauth|access_token|^\/media\//.test(path));
		const wrong = exchanges.flatMap(collection.wrongIn);
		say(
			`Threads: ${exchanges.length} requests and answers checked, ${collection.counted().fields} fields, ${metricsIn(exchanges)} names of metrics`,
		);
		expect([...new Set(wrong)]).toEqual([]);
		expect(exchanges.length).toBeGreaterThan(20);
	});

	it('would notice a mistake', () => {
		const graph = openGraph(resolve(specs, 'meta'));
		const ask = { method: 'GET', query: new URLSearchParams('fields=id,nmae'), contentType: '', body: undefined };
		const heard = { status: 200, answer: { data: [{ id: '7', nmae: 'x' }] }, answerType: 'application/json' };
		const wrong = graph.wrongIn({ ...ask, path: '/v25.0/me/accounts', ...heard });
		expect(wrong).toEqual(['Page has no field nmae', 'Page answers nmae']);
		const order = new URLSearchParams('order=newest');
		expect(graph.wrongIn({ ...ask, query: order, path: '/v25.0/7/feed', ...heard })[0]).toBe(
			'GET Page/feed takes no order',
		);
		const listed = { status: 200, answer: { data: [{ id: '7_1' }] }, answerType: 'application/json' };
		expect(graph.wrongIn({ ...ask, ...listed, query: new URLSearchParams(), path: '/v25.0/7/feed' })).toEqual([]);
		const dead = new URLSearchParams('metric=post_media_view,post_impressions');
		const figures = { ...ask, query: dead, path: '/v25.0/7_1/insights', status: 400, answer: {}, answerType: '' };
		expect(graph.wrongIn(figures)).toEqual(['GET PagePost/insights post_impressions']);
		const collection = openCollection(resolve(specs, 'threads/threads-api.postman_collection.json'));
		const post = { ...ask, ...heard, method: 'POST', path: '/v1.0/7/threads', body: { media_type: 'GIF', txet: 'x' } };
		expect(collection.wrongIn({ ...post, query: new URLSearchParams() })).toHaveLength(2);
		const clicks = {
			...ask,
			...heard,
			answer: {},
			path: '/v1.0/7/insights',
			query: new URLSearchParams('metric=views,clicks'),
		};
		expect(collection.wrongIn(clicks)).toEqual(['GET /*/insights metric=views,clicks']);
	});
});

type Lexicons = ReturnType<typeof openLexicons>;
interface Main {
	readonly errors?: readonly { readonly name: string }[];
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

/** SPEC: atproto.com/specs/xrpc, and what Bluesky's server says of keys, files and numbers whatever is asked. */
const ANYWHERE = [
	...['InvalidRequest', 'AuthMissing', 'AuthenticationRequired', 'InvalidToken', 'ExpiredToken', 'RateLimitExceeded'],
	...['MethodNotImplemented', 'BlobNotFound', 'BlobTooLarge', 'InvalidMimeType', 'InvalidSize'],
];
const wrongRefusal = (lexicons: Lexicons, { path, answer }: Exchange): readonly string[] => {
	const id = path.replace('/xrpc/', '');
	const { error = '', message } = (answer ?? {}) as { error?: string; message?: string };
	const { errors = [] }: Main = lexicons.has(id) ? lexicons.main(id) : {};
	const known = [...ANYWHERE, ...errors.map(({ name }) => name)].includes(error);
	return known && typeof message === 'string' ? [] : [`${id} never refuses as ${error}`];
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
