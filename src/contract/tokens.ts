import { z } from 'zod';

import { type Permission, permissions } from '#kernel/permission.ts';

import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';

/** What no token may ever do: four eyes, people, keys and erasure need a person. */
const personal: readonly Permission[] = [
	'post.approve',
	'person.manage',
	'token.manage',
	'settings.manage',
	'record.erase',
];
export const tokenScopes = permissions.filter((name) => !personal.includes(name));
const Scope = z.enum(tokenScopes as [Permission, ...Permission[]]);

const TokenShape = z.object({
	id: IdText,
	name: z.string(),
	scopes: z.array(Scope),
	unitId: IdText.nullable(),
	createdAt: Moment,
	expiresAt: Moment,
	revoked: z.boolean(),
});

export const tokensEndpoint = endpoint({
	method: 'GET',
	path: '/api/tokens',
	allow: 'token.manage',
	summary: 'Lists the access keys for programs, the newest first.',
	input: PageQuery,
	output: pageOf(TokenShape),
});

export const createTokenEndpoint = endpoint({
	method: 'POST',
	path: '/api/tokens',
	allow: 'token.manage',
	elevated: true,
	summary: 'Makes an access key for a program. The key is shown this once.',
	input: z.object({
		name: z.string().trim().min(2).max(120),
		scopes: z.array(Scope).min(1),
		unitId: IdText.nullable(),
		days: z.number().int().min(1).max(366),
	}),
	output: TokenShape.extend({ token: z.string() }),
});

export const revokeTokenEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/tokens/:id',
	allow: 'token.manage',
	summary: 'Ends an access key at once.',
	input: z.object({ id: IdText }),
	output: Nothing,
});
