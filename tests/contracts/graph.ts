import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Exchange } from '../../src/practice/index.ts';
import { type Asked, askedFields } from './fields.ts';
import { beside, made, PAGING, unknown } from './graph-beside.ts';

interface Described {
	readonly name: string;
	readonly type: string;
}
interface Edge {
	readonly method: string;
	readonly endpoint?: string;
	readonly return?: string;
	readonly params: readonly Described[];
}
interface Spec {
	readonly apis: readonly Edge[];
	readonly fields: readonly Described[];
}
interface Enum {
	readonly name: string;
	readonly values: readonly string[];
}
type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const inner = (type: string): string => type.replace(/^list<(.*)>$/, '$1');

const readSpecs = (folder: string) => {
	const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
	const files = readdirSync(folder).filter((file) => /^[A-Z]\w+\.json$/.test(file));
	// NOTE: what the files say of nodes is all there is; what they lack is named beside them, with the reason.
	const nodes = new Map(files.map((file) => [file.replace('.json', ''), read(file) as Spec]));
	for (const [type, fields] of Object.entries(unknown))
		nodes.set(type, {
			apis: [{ method: 'GET', params: [] }],
			fields: fields.map((name) => ({ name, type: 'string' })),
		});
	const enums = new Map((read('enum_types.subset.json') as Enum[]).map(({ name, values }) => [name, values]));
	const edgeOf = (type: string, method: string, endpoint: string | undefined): Edge | undefined =>
		nodes.get(type)?.apis.find((one) => one.method === method && one.endpoint === endpoint);
	const fieldOf = (type: string, name: string): string | undefined =>
		nodes.get(type)?.fields.find((one) => one.name === name)?.type;
	return { has: (type: string): boolean => nodes.has(type), enums, edgeOf, fieldOf };
};

/** Names of figures that no list has are named beside them, each with the reason. */
const unlisted = (place: string, names: readonly string[]): readonly string[] =>
	names.filter((one) => !beside[`${place} metric=${one}`]).map((one) => `${place} ${one}`);

/** The descriptions of nodes, edges and fields of the Graph API as a judge. It learns from answers which id is what. */
export const openGraph = (folder: string) => {
	const { has, enums, edgeOf, fieldOf } = readSpecs(folder);
	const types = new Map([['me', 'User']]);
	let [fields, parameters] = [0, 0];

	const wrongFields = (type: string, asked: readonly Asked[]): readonly string[] =>
		asked.flatMap(({ name, args, below }) => {
			fields += 1;
			const own = fieldOf(type, name);
			const edge = own === undefined ? edgeOf(type, 'GET', name) : undefined;
			const to = own ?? edge?.return;
			if (to === undefined) return [`${type} has no field ${name}`];
			const strange = args.filter((arg) => !PAGING.has(arg) && !edge?.params.some((one) => one.name === arg));
			const inside = has(inner(to)) ? wrongFields(inner(to), below) : [];
			return [...strange.map((arg) => `${type}.${name} takes no ${arg}`), ...inside];
		});
	const wrongParameter = (place: string, edge: Edge, [name, value]: readonly [string, unknown]): readonly string[] => {
		parameters += 1;
		const known = edge.params.find((one) => one.name === name);
		if (known === undefined) return beside[`${place} ${name}`] ? [] : [`${place} takes no ${name}`];
		const allowed = enums.get(inner(known.type));
		const words = String(value).split(',');
		if (allowed === undefined) return name === 'metric' ? unlisted(place, words) : [];
		return words.every((one) => allowed.includes(one)) ? [] : [`${place} ${name}=${value}`];
	};

	/** Every name in an answer is a field or edge of its node; what has an id is remembered for what it is. */
	const learn = (type: string, value: unknown): readonly string[] => {
		if (Array.isArray(value)) return value.flatMap((one) => learn(type, one));
		if (!isNode(value) || !has(type)) return [];
		remember(value['id'], type);
		return Object.entries(value).flatMap(([name, one]) => {
			const own = fieldOf(type, name);
			if (own !== undefined) return learn(inner(own), one);
			const edge = edgeOf(type, 'GET', name);
			if (edge === undefined) return [`${type} answers ${name}`];
			return learn(edge.return ?? '', isNode(one) ? one['data'] : one);
		});
	};
	const remember = (id: unknown, type: string): void => {
		if (typeof id === 'string' && !types.has(id)) types.set(id, type);
	};
	const wrongSaid = (place: string, edge: Edge, { query, body }: Exchange): readonly string[] => {
		const given = [...query, ...(isNode(body) ? Object.entries(body) : [])].filter(([name]) => !PAGING.has(name));
		return given.flatMap((one) => wrongParameter(place, edge, one));
	};
	const wrongHeard = (to: string, ofEdge: boolean, { method, status, answer }: Exchange): readonly string[] => {
		if (status >= 300 || !isNode(answer)) return [];
		if (method === 'GET') return learn(to, ofEdge ? answer['data'] : answer);
		if (ofEdge) remember(answer['id'] ?? answer['video_id'], to);
		return [];
	};

	const wrongIn = (exchange: Exchange): readonly string[] => {
		const { method, path, query, status } = exchange;
		const [id = '', endpoint] = path.split('/').slice(2).map(decodeURIComponent);
		const type = types.get(id);
		if (type === undefined) return status < 300 ? [`${method} ${path}: nobody told us of ${id}`] : [];
		const place = `${method} ${[type, endpoint].filter(Boolean).join('/')}`;
		const edge = edgeOf(type, method, endpoint);
		if (edge === undefined) return [`${place} is in no contract`];
		const to = made[place] ?? edge.return ?? type;
		const asked = wrongFields(to, askedFields(query.get('fields') ?? ''));
		return [...wrongSaid(place, edge, exchange), ...asked, ...wrongHeard(to, endpoint !== undefined, exchange)];
	};

	return { wrongIn, counted: () => ({ fields, parameters }) };
};
