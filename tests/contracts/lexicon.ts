import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { graphemes, utf8Bytes } from '#kernel/text.ts';

type Node = Readonly<Record<string, unknown>>;
type Check = (value: unknown, schema: Node, at: Place) => readonly string[];
interface Place {
	readonly path: string;
	/** The lexicon a relative reference is meant in. */
	readonly home: string;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** SPEC: atproto.com/specs/lexicon, string formats that our requests and the practice server's answers use. */
const formats: Readonly<Record<string, RegExp>> = {
	did: /^did:[a-z]+:[a-zA-Z0-9._:%-]+$/,
	handle: /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i,
	'at-identifier': /^(did:[a-z]+:.+|([a-z0-9-]+\.)+[a-z]+)$/i,
	'at-uri': /^at:\/\/[a-z0-9.:-]+(\/[a-zA-Z.]+(\/[a-zA-Z0-9._~:-]+)?)?$/i,
	nsid: /^[a-z]+(\.[a-zA-Z0-9-]+)+$/,
	cid: /^b[a-z2-7]{50,}$/,
	datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
	tid: /^[234567a-j][234567a-z]{12}$/,
	'record-key': /^[a-zA-Z0-9._~:-]{1,512}$/,
	language: /^[a-z]{2,3}(-[a-zA-Z0-9]+)*$/,
	uri: /^\w+:\S+$/,
};

const readLexicons = (folder: string): ReadonlyMap<string, Record<string, Node>> => {
	const files = ['app', 'com'].flatMap((root) =>
		readdirSync(join(folder, root), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.json'))
			.map((file) => join(folder, root, file)),
	);
	return new Map(
		files.map((file) => {
			const lexicon = JSON.parse(readFileSync(file, 'utf8')) as { id: string; defs: Record<string, Node> };
			return [lexicon.id, lexicon.defs] as const;
		}),
	);
};

/** The official lexicons as judges. Knows the kinds of schema that posts, sessions and lists are made of. */
export const openLexicons = (folder: string) => {
	const lexicons = readLexicons(folder);
	const resolve = (ref: string, home: string): { schema: Node; home: string } => {
		const [id, name = 'main'] = (ref.startsWith('#') ? `${home}${ref}` : ref).split('#');
		const schema = lexicons.get(id ?? '')?.[name];
		if (schema === undefined) throw new Error(`no lexicon ${ref}`);
		return { schema, home: id ?? '' };
	};

	const checks: Readonly<Record<string, Check>> = {
		string: checkString,
		integer: (value, { minimum, maximum }, { path }) => {
			const fits =
				Number.isInteger(value) &&
				Number(value) >= Number(minimum ?? value) &&
				Number(value) <= Number(maximum ?? value);
			return fits ? [] : [`${path} must be a whole number within its limits`];
		},
		boolean: (value, _schema, { path }) => (typeof value === 'boolean' ? [] : [`${path} must be true or false`]),
		unknown: (value, _schema, { path }) => (isNode(value) ? [] : [`${path} must be an object`]),
		object: (value, schema, at) => checkObject(value, schema, at),
		params: (value, schema, at) => checkObject(value, schema, at),
		array: (value, { items, maxLength }, at) => {
			if (!Array.isArray(value)) return [`${at.path} must be a list`];
			if (value.length > Number(maxLength ?? value.length)) return [`${at.path} is too long`];
			return value.flatMap((one, index) => check(one, items as Node, { ...at, path: `${at.path}/${index}` }));
		},
		ref: (value, { ref }, { path, home }) => {
			const found = resolve(String(ref), home);
			return check(value, found.schema, { path, home: found.home });
		},
		union: (value, { refs, closed }, { path, home }) => {
			const type = isNode(value) ? String(value['$type'] ?? '') : '';
			const ref = texts(refs).find((one) => one === type || `${home}${one}` === type || one === `${type}#main`);
			if (ref === undefined) return closed === true || type === '' ? [`${path} has the strange type "${type}"`] : [];
			const found = resolve(ref, home);
			return check(value, found.schema, { path, home: found.home });
		},
		blob: (value, { maxSize, accept }, { path }) => {
			if (!isNode(value) || value['$type'] !== 'blob') return [`${path} must be a blob`];
			const size = Number(value['size']) <= Number(maxSize ?? value['size']);
			const mime =
				accept === undefined || texts(accept).some((one) => String(value['mimeType']).startsWith(one.replace('*', '')));
			return size && mime ? [] : [`${path} is too large or of another kind`];
		},
		record: (value, { record }, at) => check(value, record as Node, at),
	};
	const check: Check = (value, schema, at) => {
		const judge = checks[String(schema['type'])];
		if (judge === undefined) throw new Error(`no check for ${String(schema['type'])}`);
		return judge(value, schema, at);
	};
	const checkObject: Check = (value, { properties, required, nullable }, at) => {
		if (!isNode(value)) return [`${at.path} must be an object`];
		const missing = texts(required).filter((name) => value[name] === undefined);
		const known = isNode(properties) ? properties : {};
		const wrong = Object.entries(known).flatMap(([name, schema]) => {
			const given = value[name];
			if (given === undefined || (given === null && texts(nullable).includes(name))) return [];
			return check(given, schema as Node, { ...at, path: `${at.path}/${name}` });
		});
		return [...missing.map((name) => `${at.path} lacks ${name}`), ...wrong];
	};

	return {
		has: (id: string): boolean => lexicons.has(id),
		main: (id: string): Node => resolve(id, id).schema,
		wrong: (value: unknown, schema: unknown, home: string): readonly string[] =>
			check(value, schema as Node, { path: home, home }),
	};
};

const checkString: Check = (value, schema, { path }) => {
	if (typeof value !== 'string') return [`${path} must be text`];
	const { maxLength, maxGraphemes, format } = schema;
	const fits = utf8Bytes(value) <= Number(maxLength ?? Number.POSITIVE_INFINITY);
	const short = graphemes(value) <= Number(maxGraphemes ?? Number.POSITIVE_INFINITY);
	const formed = typeof format !== 'string' || (formats[format]?.test(value) ?? true);
	return fits && short && formed ? [] : [`${path} does not fit: ${JSON.stringify(value).slice(0, 80)}`];
};
