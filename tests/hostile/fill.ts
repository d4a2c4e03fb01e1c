/** The parts of JSON Schema that the API description uses. */
export interface Schema {
	readonly type?: string | readonly string[];
	readonly const?: unknown;
	readonly enum?: readonly unknown[];
	readonly anyOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
	readonly format?: string;
	readonly pattern?: string;
	readonly maxLength?: number;
	readonly minItems?: number;
	readonly minimum?: number;
}

interface Filling {
	/** The next naughty string. */
	readonly next: () => string;
	/** Ids of things that are there, by the name of the field. */
	readonly ids: Readonly<Record<string, string>>;
}

const formats: Readonly<Record<string, string>> = {
	'date-time': '2026-03-03T10:00:00Z',
	date: '2026-03-03',
	email: 'probe@musterstadt.example',
	uri: 'https://musterstadt.example/',
};
const patterned = ['a'.repeat(64), '2026-03-03T10:00', 'DE-BY', 'probe.example', 'de'];

/** Every field there is, optional ones too; every text that may be anything is a naughty one. */
export const filled = (schema: Schema, filling: Filling, name = ''): unknown => {
	const known = filling.ids[name];
	if (known !== undefined) return known;
	if (schema.const !== undefined) return schema.const;
	if (schema.enum) return schema.enum[0];
	const option = (schema.anyOf ?? schema.oneOf)?.find(({ type }) => type !== 'null');
	return option ? filled(option, filling, name) : plain(schema, filling, name);
};

const plain = (schema: Schema, filling: Filling, name: string): unknown => {
	switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
		case 'object':
			return Object.fromEntries(
				Object.entries(schema.properties ?? {}).map(([key, of]) => [key, filled(of, filling, key)]),
			);
		case 'array':
			return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () =>
				filled(schema.items ?? {}, filling, name.replace(/s$/, '')),
			);
		case 'integer':
		case 'number':
			return Math.max(1, schema.minimum ?? 1);
		case 'boolean':
			return true;
		case 'string':
			return textFor(schema, filling);
		default:
			return filling.next();
	}
};

const textFor = ({ format, pattern, maxLength = 5_000 }: Schema, { next }: Filling): string => {
	const sample = format === undefined ? undefined : formats[format];
	if (sample !== undefined) return sample;
	const fitting = pattern === undefined ? undefined : patterned.find((text) => new RegExp(pattern).test(text));
	return fitting ?? next().slice(0, maxLength);
};
