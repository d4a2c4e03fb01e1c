import { z } from 'zod';

import type { Endpoint } from '#contract/endpoint.ts';

const problemSchema = {
	type: 'object',
	required: ['type', 'status'],
	properties: { type: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'object' } },
};

/** Describes what is mounted as OpenAPI 3.1. The schemas come from the very objects the server validates with. */
export const describeApi = (mounted: readonly Endpoint[], version: string): object => {
	const paths: Record<string, Record<string, object>> = {};
	for (const endpoint of mounted) {
		const path = endpoint.path.replaceAll(/:([a-zA-Z]+)/g, '{$1}');
		paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) };
	}
	return {
		openapi: '3.1.0',
		info: { title: 'Amtsfunk', version, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
		paths,
		components: {
			schemas: { Problem: problemSchema },
			securitySchemes: {
				session: { type: 'apiKey', in: 'cookie', name: 'amtsfunk.session_token' },
				token: { type: 'http', scheme: 'bearer' },
			},
		},
	};
};

const operation = (endpoint: Endpoint): object => {
	const schema = z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' }) as {
		properties?: Record<string, object>;
		required?: string[];
	};
	const names = [...endpoint.path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1] ?? '');
	const fields = Object.entries(schema.properties ?? {});
	const parameter = (where: 'path' | 'query', name: string, of: object) => ({
		name,
		in: where,
		required: where === 'path' || (schema.required ?? []).includes(name),
		schema: of,
	});
	const inPath = names.map((name) => parameter('path', name, schema.properties?.[name] ?? { type: 'string' }));
	const rest = fields.filter(([name]) => !names.includes(name));
	const inQuery = endpoint.method === 'GET' ? rest.map(([name, of]) => parameter('query', name, of)) : [];
	const body = {
		type: 'object',
		properties: Object.fromEntries(rest),
		required: (schema.required ?? []).filter((name) => !names.includes(name)),
	};
	const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } };
	const problemAnswer = {
		description: 'Problem',
		content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
	};
	return {
		summary: endpoint.summary,
		'x-permission': endpoint.allow,
		...(endpoint.elevated ? { 'x-second-factor': true } : {}),
		...(endpoint.allow === 'everybody' ? {} : { security: [{ session: [] }, { token: [] }] }),
		parameters: [...inPath, ...inQuery, ...(endpoint.creates ? [key] : [])],
		...(endpoint.method === 'GET' ? {} : { requestBody: { content: { 'application/json': { schema: body } } } }),
		responses: {
			200: {
				description: 'Done',
				content: {
					'application/json': { schema: z.toJSONSchema(endpoint.output, { io: 'output', unrepresentable: 'any' }) },
				},
			},
			default: problemAnswer,
		},
	};
};
