import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { createPostEndpoint, readPostEndpoint } from '#contract/editorial.ts';
import { type Actor, authorityRoles, unitRoles } from '#kernel/permission.ts';
import { isStorable } from '#kernel/text.ts';
import { toCursor } from '#platform/http/cursor.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';

import { filled, type Schema } from './fill.ts';
import { naughtyStrings } from './naughty.ts';

/** So many times each address is called, with other texts in every field each time. */
const ROUNDS = 5;
/** So many posts say all of the list. */
const AT_A_TIME = 25;

interface Operation {
	readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
	readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

let desk: Newsdesk;
let paths: Paths;
let everybody: Actor;
/** Things that are there, by the beginning of the addresses that touch them. */
let there: Readonly<Record<string, string>>;

const found = async (table: string): Promise<string> => {
	const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} limit 1`.execute(
		desk.office.office.corridor.engine.engine,
	);
	return rows[0]?.id ?? 'nowhere';
};

beforeAll(async () => {
	desk = await startNewsdesk();
	const { office, unitId, boss } = desk;
	const grants = [...unitRoles, ...authorityRoles].map((role) => ({ role, units: 'all' as const }));
	everybody = { ...boss, grants };
	({ paths } = (await (await fetch(`${office.base}/api/openapi.json`)).json()) as { paths: Paths });
	const post = await desk.draft();
	// Names the caller of what follows.
	await office.call(readPostEndpoint, { id: post }, everybody);
	await office.office.dialogue.receiveQuestion({ unitId, text: 'Wann öffnet die Brücke?', language: 'de' });
	there = {
		'/api/posts/': post,
		'/api/units/': unitId,
		'/api/presences/': await found('channels_presence'),
		'/api/conversations/': await found('dialogue_conversation'),
		'/api/persons/': desk.ben.id,
		'/api/records/entries/': await found('records_entry'),
	};
});
afterAll(() => desk.close());

const texts = () => {
	let at = 0;
	return (): string => naughtyStrings[at++ % naughtyStrings.length] ?? '';
};

const send = (method: string, path: string, body?: unknown): Promise<Response> =>
	fetch(desk.office.base + path, {
		method,
		headers: { 'content-type': 'application/json', 'x-actor': everybody.id },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});

const addressOf = (path: string): string => {
	const [, id = 'nowhere'] = Object.entries(there).find(([start]) => path.startsWith(start)) ?? [];
	return path.replaceAll(/\{\w+\}/g, id);
};

interface Call {
	readonly method: string;
	readonly path: string;
	readonly operation: Operation;
}
const calls = (): readonly Call[] =>
	Object.entries(paths).flatMap(([path, operations]) =>
		Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
	);

/** A cursor is opaque: whoever makes one up puts into it whatever they like. */
const madeUp = (name: string, text: string): string => (name === 'cursor' ? toCursor([text, text]) : text);

const query = ({ parameters }: Operation, next: () => string): string => {
	const given = parameters.filter((one) => one.in === 'query');
	const pairs = given.map(({ name, schema }) => [name, madeUp(name, String(filled(schema, { next, ids: {} })))]);
	return new URLSearchParams(pairs).toString();
};

/** Calls it with naughty texts; answers what came back when it was our fault. */
const tried = async ({ method, path, operation }: Call, next: () => string): Promise<string | null> => {
	const schema = operation.requestBody?.content['application/json'].schema;
	const filling = { next, ids: { unitId: desk.unitId } };
	const body = schema === undefined ? undefined : filled(schema, filling);
	const answer = await send(method, `${addressOf(path)}?${query(operation, next)}`, body);
	const said = await answer.text();
	JSON.parse(said);
	return answer.status < 500 ? null : `${method} ${path}: ${said} ${JSON.stringify(body)?.slice(0, 300)}`;
};

it('no address of the API breaks, whatever stands in its fields', async () => {
	const next = texts();
	const broken: string[] = [];
	let count = 0;
	for (const call of calls())
		for (let round = 0; round < ROUNDS; round += 1) {
			const said = await tried(call, next);
			count += 1;
			if (said !== null) broken.push(said);
		}
	expect(broken).toEqual([]);
	expect(count).toBeGreaterThan(300);
}, 120_000);

it('an address with nonsense in it is refused, not stumbled over', async () => {
	for (const odd of ['%00', '%ff%fe', '%c0%80', '..%2f..%2fetc%2fpasswd', '%e2%80%ae', '%ed%a0%80', '__proto__'])
		for (const start of ['/api/posts/', '/frage/', '/media/', '/fediverse/', '/akte/', '/en/', '/'])
			expect(Math.floor((await send('GET', start + odd)).status / 100)).toBeLessThan(5);
});

it('what can be kept comes back as it was written, and what cannot is refused with the field', async () => {
	const call = (title: string, text: string) =>
		desk.office.call(createPostEndpoint, { unitId: desk.unitId, title, text }, desk.anna);
	for (let at = 0; at < naughtyStrings.length; at += AT_A_TIME) {
		const words = naughtyStrings.slice(at, at + AT_A_TIME);
		const text = words.filter(isStorable).join('\n\n');
		const made = await call('Probe', text);
		expect(made.status).toBe(200);
		expect((await desk.read(made.body.id)).text).toBe(text);
		for (const word of words.filter((one) => !isStorable(one)))
			expect(await call('Probe', word)).toMatchObject({
				status: 422,
				problem: { type: 'request.invalid', detail: { fields: [{ path: 'text' }] } },
			});
	}
});
