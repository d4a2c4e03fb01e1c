import { z } from 'zod';

interface Schema {
	readonly type?: string | readonly string[];
	readonly const?: unknown;
	readonly enum?: readonly unknown[];
	readonly anyOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly items?: Schema;
	readonly format?: string;
	readonly pattern?: string;
	readonly minLength?: number;
	readonly minItems?: number;
	readonly minimum?: number;
	readonly default?: unknown;
}

const texts: Readonly<Record<string, string>> = {
	'date-time': '2026-03-02T10:00:00Z',
	date: '2026-03-02',
	email: 'probe@musterstadt.example',
	uri: 'https://musterstadt.example/',
	uuid: '00000000-0000-4000-8000-000000000000',
};

/** The smallest input that an endpoint accepts, made from its own shape. */
export const sampleOf = (input: z.ZodType): Record<string, unknown> => {
	const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema;
	return value(schema) as Record<string, unknown>;
};

const value = (schema: Schema): unknown => {
	if (schema.default !== undefined) return schema.default;
	if (schema.const !== undefined) return schema.const;
	if (schema.enum) return schema.enum[0];
	const [option] = schema.anyOf ?? schema.oneOf ?? [];
	if (option) return value(option);
	return plain(schema);
};

const plain = (schema: Schema): unknown => {
	switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
		case 'object':
			return Object.fromEntries(
				(schema.required ?? []).map((name) => [name, value(schema.properties?.[name] ?? { type: 'string' })]),
			);
		case 'array':
			return Array.from({ length: schema.minItems ?? 0 }, () => value(schema.items ?? {}));
		case 'integer':
		case 'number':
			return Math.max(1, schema.minimum ?? 1);
		case 'boolean':
			return true;
		case 'null':
			return null;
		default:
			return texts[schema.format ?? ''] ?? patterned(schema.pattern) ?? 'p'.repeat(Math.max(2, schema.minLength ?? 0));
	}
};

/** Texts for the patterns in use: a hash, a Land, a name of a server. */
const patterned = (pattern: string | undefined): string | undefined => {
	if (pattern === undefined) return undefined;
	return ['a'.repeat(64), '2026-03-03T10:00', 'DE-BY', 'probe.example', 'de'].find((text) =>
		new RegExp(pattern).test(text),
	);
};

/** Every page of a list, as it was answered. */
export const wholeList = async (
	ask: (input: object) => Promise<{ readonly body: unknown }>,
	input: object,
): Promise<string> => {
	let text = '';
	let cursor: string | undefined;
	do {
		const { body } = await ask({ ...input, limit: 100, ...(cursor === undefined ? {} : { cursor }) });
		text += JSON.stringify(body);
		cursor = (body as { next?: string }).next;
	} while (cursor !== undefined);
	return text;
};
