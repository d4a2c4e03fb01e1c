import { readFileSync } from 'node:fs';

import type { Exchange } from '../../src/practice/index.ts';
import { type Asked, askedFields } from './fields.ts';
import { beside, PAGING } from './graph-beside.ts';

interface Request {
	readonly method: string;
	readonly url: string | { readonly raw: string };
}
interface Item {
	readonly item?: readonly Item[];
	readonly request?: Request;
}
interface Sample {
	readonly params: readonly string[];
	/** Everything that may be asked for there. */
	readonly fields: readonly string[];
}

const requestsIn = ({ item = [], request }: Item): readonly Request[] => [
	...(request === undefined ? [] : [request]),
	...item.flatMap(requestsIn),
];
/** Ids and names of variables are one and the same place. */
const placeOf = (method: string, path: string): string =>
	`${method} ${path.replace(/\/$/, '').replace(/\/(me|\d+|\{\{\w+\}\})(?=\/|$)/, '/*')}`;
const names = (asked: readonly Asked[]): readonly string[] =>
	asked.flatMap(({ name, below }) => [name, ...names(below)]);

/** Which of its lists of words a parameter takes. */
const listOf = (name: string): string => {
	if (name === 'metric') return 'metrics_post';
	return ['media_type', 'reply_control'].includes(name) ? name : '';
};

/** Meta's own collection of requests to Threads as a judge: addresses, parameters, fields, and the words it lists for them. */
export const openCollection = (file: string) => {
	const document = JSON.parse(readFileSync(file, 'utf8')) as Item & {
		readonly variable: readonly { readonly key: string; readonly value: string }[];
	};
	const listed = new Map(document.variable.map(({ key, value }) => [key, value]));
	const samples = new Map<string, Sample>();
	for (const { method, url } of requestsIn(document)) {
		const raw = typeof url === 'string' ? url : url.raw;
		const [path = '', search = ''] = raw.replace('{{api_host}}', '').split('?');
		const place = placeOf(method, path);
		const { params, fields } = samples.get(place) ?? { params: [], fields: [] };
		const given = new URLSearchParams(search);
		const list = listed.get((given.get('fields') ?? '').replaceAll(/[{}]/g, '')) ?? '';
		samples.set(place, { params: [...params, ...given.keys()], fields: [...fields, ...names(askedFields(list))] });
	}

	const wrongParameter = (place: string, { params }: Sample, [name, value]: readonly [string, unknown]) => {
		if (!params.includes(name) && !PAGING.has(name) && !beside[`${place} ${name}`])
			return [`${place} takes no ${name}`];
		const words = listed.get(listOf(name))?.split(/,\s*/);
		const given = name === 'metric' ? String(value).split(',') : [String(value)];
		return words === undefined || given.every((one) => words.includes(one)) ? [] : [`${place} ${name}=${value}`];
	};
	let fields = 0;

	return {
		counted: () => ({ fields }),
		wrongIn({ method, path, query, body, status, answer }: Exchange): readonly string[] {
			const place = placeOf(method, path.replace(/^\/v1\.0/, ''));
			const sample = samples.get(place);
			if (sample === undefined) return [`${place} is in no contract`];
			const given = [...query, ...Object.entries((body ?? {}) as object)];
			const told = given.flatMap((one) => wrongParameter(place, sample, one));
			const asked = names(askedFields(query.get('fields') ?? ''));
			fields += asked.length;
			const { data } = (answer ?? {}) as { data?: readonly object[] };
			const said =
				method === 'GET' && status < 300 ? (data ?? [answer as object]).flatMap((one) => Object.keys(one)) : [];
			const strange = [...asked, ...said].filter(
				(name) => name !== 'id' && !sample.fields.includes(name) && !beside[`${place} ${name}`],
			);
			return [...told, ...strange.map((name) => `${place} has no field ${name}`)];
		},
	};
};
