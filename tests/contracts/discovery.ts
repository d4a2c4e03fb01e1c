import { readFileSync } from 'node:fs';

import type { Exchange } from '../../src/practice/index.ts';

interface Schema {
	readonly type?: string;
	readonly format?: string;
	readonly $ref?: string;
	readonly enum?: readonly string[];
	readonly items?: Schema;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly additionalProperties?: Schema;
	readonly description?: string;
	readonly annotations?: { readonly required?: readonly string[] };
	readonly required?: boolean;
	readonly repeated?: boolean;
	readonly minimum?: string;
	readonly maximum?: string;
}
interface Method {
	readonly id: string;
	readonly httpMethod: string;
	readonly path: string;
	readonly parameters?: Readonly<Record<string, Schema>>;
	readonly request?: Schema;
	readonly response?: Schema;
	readonly mediaUpload?: unknown;
}
interface Resource {
	readonly methods?: Readonly<Record<string, Method>>;
	readonly resources?: Readonly<Record<string, Resource>>;
}
type Node = Readonly<Record<string, unknown>>;
/** `by`: the method whose request this is part of; absent in an answer. */
interface Place {
	readonly path: string;
	readonly by?: string;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const methodsOf = ({ methods = {}, resources = {} }: Resource): readonly Method[] => [
	...Object.values(methods),
	...Object.values(resources).flatMap(methodsOf),
];

/** A discovery document of Google as a judge of requests and answers. */
export const openDiscovery = (file: string) => {
	const document = JSON.parse(readFileSync(file, 'utf8')) as Resource & {
		readonly parameters: Readonly<Record<string, Schema>>;
		readonly schemas: Readonly<Record<string, Schema>>;
	};
	const methods = methodsOf(document);
	const { schemas } = document;

	/** NOTE: films are said to begin at /resumable/upload; Google's own guides and programs begin them at /upload. */
	const find = ({ method, path }: Pick<Exchange, 'method' | 'path'>): Method | undefined => {
		const bare = path.replace(/^\/(upload\/)?/, '');
		const isUpload = path.startsWith('/upload/');
		const fits = methods.filter((one) => one.path === bare && (!isUpload || one.mediaUpload !== undefined));
		// The parts of a film go to the address that its beginning was answered with.
		return fits.find((one) => one.httpMethod === method) ?? (method === 'PUT' && isUpload ? fits[0] : undefined);
	};

	const wrong = (value: unknown, { $ref, ...own }: Schema, at: Place): readonly string[] => {
		const schema = $ref === undefined ? own : schemas[$ref];
		if (schema === undefined) throw new Error(`no schema ${$ref}`);
		if (schema.type === 'object') return wrongObject(value, schema, at);
		if (schema.type !== 'array') return wrongPlain(value, schema, at.path);
		if (!Array.isArray(value)) return [`${at.path} must be a list`];
		return value.flatMap((one) => wrong(one, schema.items ?? {}, { ...at, path: `${at.path}[]` }));
	};
	const wrongObject = (value: unknown, { properties = {}, additionalProperties }: Schema, at: Place) => {
		if (!isNode(value)) return [`${at.path} must be an object`];
		const inside = Object.entries(value).flatMap(([name, one]) => {
			const place = { ...at, path: `${at.path}.${name}` };
			const schema = properties[name] ?? additionalProperties;
			if (schema === undefined) return [`${place.path} is in no contract`];
			return [...(isReadOnly(schema, at.by) ? [`${place.path} is not ours to say`] : []), ...wrong(one, schema, place)];
		});
		const missing = Object.entries(properties)
			.filter(([name, { annotations }]) => at.by && annotations?.required?.includes(at.by) && !(name in value))
			.map(([name]) => `${at.path} lacks ${name}`);
		return [...inside, ...missing];
	};
	const wrongParameters = ({ id, parameters = {} }: Method, query: URLSearchParams): readonly string[] => {
		const known = { ...document.parameters, ...parameters };
		const given = [...query].flatMap(([name, value]) => {
			const schema = known[name];
			if (schema === undefined) return [`${id} has no parameter ${name}`];
			return wrongWords(value, schema).map((words) => `${id} ${name} ${words}`);
		});
		const missing = Object.entries(parameters).filter(([name, { required }]) => required === true && !query.has(name));
		return [...given, ...missing.map(([name]) => `${id} lacks ${name}`)];
	};

	/** Of a film that is brought in parts only the beginning says something. */
	const isPart = ({ method, query }: Exchange): boolean => method === 'PUT' && query.has('upload_id');
	return {
		find,
		wrongRequest(exchange: Exchange): readonly string[] {
			const method = find(exchange);
			if (method === undefined) return [`${exchange.method} ${exchange.path} is in no contract`];
			if (isPart(exchange)) return [];
			const said = saidIn(exchange);
			const body =
				said === undefined ? [] : wrong(said, method.request ?? { type: 'object' }, { path: method.id, by: method.id });
			return [...wrongParameters(method, exchange.query), ...body];
		},
		wrongAnswer(exchange: Exchange): readonly string[] {
			const method = find(exchange);
			if (method === undefined || exchange.status >= 300 || exchange.answer === undefined) return [];
			return wrong(exchange.answer, method.response ?? { type: 'object' }, { path: `${method.id} answer` });
		},
	};
};

/** SPEC: descriptions say what is never ours to set, and of some properties by which methods they are set. */
const isReadOnly = ({ description = '' }: Schema, by: string | undefined): boolean => {
	if (by === undefined) return false;
	const marked = description.includes('@mutable') && !description.split(/\s+/).includes(by);
	return marked || /output only|read-only/i.test(description);
};

/** JSON, or the first part of a body in two parts; undefined where bytes alone were sent. */
const saidIn = ({ body, contentType }: Exchange): unknown => {
	if (!Buffer.isBuffer(body)) return body;
	if (!contentType.startsWith('multipart/related')) return undefined;
	const [, first = ''] = body.toString('utf8').split(/\r\n\r\n/);
	return JSON.parse(first.split('\r\n--')[0] ?? '');
};

const wrongPlain = (value: unknown, schema: Schema, path: string): readonly string[] => {
	const { type, enum: allowed, format } = schema;
	const is = type === 'integer' || type === 'number' ? 'number' : type;
	// SPEC: type and format summary: figures of 64 bits are words.
	if (is !== undefined && typeof value !== is) return [`${path} must be ${type}`];
	if (allowed !== undefined && !allowed.includes(String(value))) return [`${path} is never ${String(value)}`];
	if (format === 'date-time' && Number.isNaN(Date.parse(String(value)))) return [`${path} must be a moment`];
	return format === 'uint64' && !/^\d+$/.test(String(value)) ? [`${path} must be a figure`] : [];
};

const wrongWords = (value: string, { type, enum: allowed, repeated, minimum, maximum }: Schema): readonly string[] => {
	const all = repeated === true ? value.split(',') : [value];
	const isWrong = (one: string): boolean => {
		if (allowed !== undefined) return !allowed.includes(one);
		if (type === 'boolean') return one !== 'true' && one !== 'false';
		if (type !== 'integer') return one === '';
		return !/^\d+$/.test(one) || Number(one) < Number(minimum ?? one) || Number(one) > Number(maximum ?? one);
	};
	return all.filter(isWrong).map((one) => `is never "${one}"`);
};
