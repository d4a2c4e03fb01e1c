import { z } from 'zod';

import { endpoint, IdText, Moment, Nothing } from './endpoint.ts';

const Settings = z.object({
	/** The name answers carry. */
	name: z
		.string()
		.trim()
		.min(1)
		.max(120)
		.regex(/^[^\r\n]*$/),
	/** Answers leave from here. */
	address: z.email().max(254),
	host: z
		.string()
		.trim()
		.min(1)
		.max(253)
		.regex(/^[a-zA-Z0-9.:-]+$/),
	port: z.number().int().min(1).max(65_535),
	/** `none` only on this machine itself. */
	security: z.enum(['tls', 'starttls', 'none']),
	user: z
		.string()
		.trim()
		.min(1)
		.max(200)
		.regex(/^[^\r\n\0]*$/),
	folder: z
		.string()
		.trim()
		.min(1)
		.max(100)
		.regex(/^[\x20-\x7e]*$/),
});
/** Left out, the password of before stays. */
const Given = Settings.extend({
	unit: IdText,
	id: IdText.optional(),
	password: z
		.string()
		.min(1)
		.max(500)
		.regex(/^[^\r\n\0]*$/)
		.optional(),
});

const Aside = z.object({
	key: z.string(),
	kind: z.enum(['automatic', 'bounce', 'list', 'too-large', 'unreadable']),
	at: Moment,
	/** Empty once their time is over. */
	from: z.string(),
	subject: z.string(),
});

const Mailbox = Settings.extend({
	id: IdText,
	/** When it was read last without trouble. */
	polledAt: Moment.nullable(),
	failure: z
		.enum([
			'imap.unreachable',
			'imap.forbidden',
			'imap.inner-host',
			'imap.login-refused',
			'imap.no-folder',
			'imap.too-large',
			'imap.broken',
		])
		.nullable(),
	/** The newest that became no conversation. */
	aside: z.array(Aside),
});
export type MailboxView = z.output<typeof Mailbox>;

export const mailboxesEndpoint = endpoint({
	method: 'GET',
	path: '/api/mailboxes',
	allow: 'service.manage',
	summary: 'The mailboxes that are read for a unit, and the newest 20 mails of each that became no conversation.',
	input: z.object({ unit: IdText }),
	output: z.object({ mailboxes: z.array(Mailbox) }),
});

export const testMailboxEndpoint = endpoint({
	method: 'POST',
	path: '/api/mailboxes/test',
	allow: 'service.manage',
	elevated: true,
	summary: 'Signs in to a mailbox and opens its folder for reading, keeping nothing.',
	input: Given,
	output: Nothing,
});

export const saveMailboxEndpoint = endpoint({
	method: 'PUT',
	path: '/api/mailboxes',
	allow: 'service.manage',
	elevated: true,
	summary: 'Connects a mailbox to a unit, or changes how it is reached, once signing in has worked.',
	input: Given,
	output: z.object({ id: IdText }),
});

export const endMailboxEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/mailboxes/:id',
	allow: 'service.manage',
	elevated: true,
	summary: 'Reads a mailbox no more and destroys its password; its conversations stay.',
	input: z.object({ id: IdText }),
	output: Nothing,
});
