import { z } from 'zod';

import { endpoint, IdText, Nothing } from './endpoint.ts';
import { MailAddress, PersonName } from './people.ts';
import { NewPassword } from './sign-in.ts';

export const setupStateEndpoint = endpoint({
	method: 'GET',
	path: '/api/setup',
	allow: 'everybody',
	summary: 'Whether the installation still waits for its first administrator, and whether the caller is signed in.',
	input: Nothing,
	output: z.object({ open: z.boolean(), signedIn: z.boolean(), authority: z.string().nullable() }),
});

export const ContactShape = z.object({
	street: z.string().trim().max(200),
	postcode: z.string().trim().max(20),
	place: z.string().trim().max(120),
	phone: z.string().trim().max(60),
	mail: z.union([z.literal(''), MailAddress]),
	representative: z.string().trim().max(200),
});

const zoneNames = (): ReadonlySet<string> => new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);

export const AuthorityShape = z.object({
	name: z.string().trim().min(2).max(200),
	kind: z.enum(['city', 'district', 'state', 'federal', 'other']),
	zone: z.string().refine((zone) => zoneNames().has(zone), 'not a known time zone'),
	/** ISO 3166-2, for example `DE-BY`. */
	land: z
		.string()
		.regex(/^DE-[A-Z]{2}$/)
		.nullable(),
	language: z.enum(['de', 'en']),
	contact: ContactShape,
});

const Code = z.string().trim().min(4).max(100);

export const beginSetupEndpoint = endpoint({
	method: 'POST',
	path: '/api/setup/begin',
	allow: 'everybody',
	summary: 'Checks the one-time set-up code from the console.',
	input: z.object({ code: Code }),
	output: Nothing,
});

export const setupAuthorityEndpoint = endpoint({
	method: 'PUT',
	path: '/api/setup/authority',
	allow: 'everybody',
	summary: 'Names the authority, while set-up is open.',
	input: AuthorityShape.extend({ code: Code }),
	output: Nothing,
});

export const setupAdminEndpoint = endpoint({
	method: 'POST',
	path: '/api/setup/admin',
	allow: 'everybody',
	summary: 'Makes the first administrator, signs them in, and closes set-up for ever.',
	input: z.object({ code: Code, name: PersonName, mail: MailAddress, password: NewPassword }),
	output: z.object({ id: IdText }),
});

export const authorityEndpoint = endpoint({
	method: 'GET',
	path: '/api/authority',
	allow: 'signed-in',
	summary: 'Name, zone and contact data of the authority.',
	input: Nothing,
	output: AuthorityShape,
});

export const changeAuthorityEndpoint = endpoint({
	method: 'PUT',
	path: '/api/authority',
	allow: 'settings.manage',
	elevated: true,
	summary: 'Changes name, zone and contact data of the authority.',
	input: AuthorityShape,
	output: AuthorityShape,
});
