import { readFileSync } from 'node:fs';

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

type Node = Readonly<Record<string, unknown>>;
interface Operation {
	readonly method: string;
	readonly path: RegExp;
	readonly id: string;
	readonly node: Node;
	readonly parameters: readonly Node[];
}

const METHODS = ['get', 'post', 'put', 'delete'];
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An OpenAPI 3.1 document as a judge of requests and answers. Compiles only what is asked for. */
export const openContract = (file: string) => {
	// NOTE: the document says `oneOf` where a picture with words is a text status and a media status at once.
	const text = readFileSync(file, 'utf8')
		.replaceAll('"#/components/', '"doc#/components/')
		.replaceAll('"oneOf"', '"anyOf"');
	const document = JSON.parse(text) as Node & { paths: Record<string, Record<string, Node>>; components: Node };
	const ajv = new Ajv2020({ strict: false, allErrors: true, discriminator: false });
	formats.default(ajv);
	for (const name of ['scopes', 'binary', 'html']) ajv.addFormat(name, true);
	ajv.addFormat('iso-639-1', /^[a-z]{2}$/);
	ajv.addSchema({ $id: 'doc', components: document.components });
	const compiled = new Map<string, ValidateFunction>();

	const follow = (node: unknown): Node => {
		if (!isNode(node)) return {};
		const ref = node['$ref'];
		if (typeof ref !== 'string') return node;
		const parts = ref.replace(/^doc#\//, '').split('/');
		return follow(parts.reduce<unknown>((at, part) => (isNode(at) ? at[part] : undefined), document));
	};
	const operations = Object.entries(document.paths)
		.flatMap(([path, item]) =>
			METHODS.filter((method) => item[method]).map((method): Operation => {
				const node = item[method] ?? {};
				const parameters = Array.isArray(node['parameters']) ? node['parameters'].map(follow) : [];
				const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
				return { method: method.toUpperCase(), path: pattern, id: `${method} ${path}`, node, parameters };
			}),
		)
		.sort((a, b) => a.id.split('{').length - b.id.split('{').length);

	const wrong = (place: string, schema: unknown, value: unknown): readonly string[] => {
		const check = compiled.get(place) ?? ajv.compile(schema as object);
		compiled.set(place, check);
		if (check(value)) return [];
		return (check.errors ?? []).map(({ instancePath, message }) => `${place}${instancePath} ${message}`);
	};
	const schemaOf = (holder: Node, type: string): unknown => {
		const content = follow(holder['content']);
		return follow(content[type.split(';')[0]?.trim() ?? ''])['schema'];
	};

	return {
		find: (method: string, path: string): Operation | undefined =>
			operations.find((one) => one.method === method && one.path.test(path)),
		wrongRequest({ id, node, parameters }: Operation, { query, type, body }: Asked): readonly string[] {
			const known = parameters.filter((one) => one['in'] === 'query').map((one) => String(one['name']));
			const strange = [...query.keys()]
				.map((name) => name.replace(/\[\]$/, ''))
				.filter((name) => !known.includes(name))
				.map((name) => `${id} has no query parameter ${name}`);
			if (body === undefined) return strange;
			const schema = schemaOf(follow(node['requestBody']), type);
			return schema === undefined
				? [...strange, `${id} takes no ${type}`]
				: [...strange, ...wrong(`${id} body`, schema, body)];
		},
		wrongAnswer({ id, node }: Operation, { status, type, answer }: Answered): readonly string[] {
			const responses = follow(node['responses']);
			const response = follow(responses[String(status)] ?? responses['default']);
			if (Object.keys(response).length === 0) return [`${id} never answers ${status}`];
			const schema = schemaOf(response, type);
			return schema === undefined ? [] : wrong(`${id} ${status}`, schema, answer);
		},
	};
};

interface Asked {
	readonly query: URLSearchParams;
	readonly type: string;
	readonly body: unknown;
}
interface Answered {
	readonly status: number;
	readonly type: string;
	readonly answer: unknown;
}
