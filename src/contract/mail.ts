import { z } from 'zod';

import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';

const Security = z.enum(['tls', 'starttls', 'none']);

const Server = z.object({
	host: z
		.string()
		.trim()
		.min(1)
		.max(253)
		.regex(/^[a-zA-Z0-9.:-]+$/),
	port: z.number().int().min(1).max(65_535),
	security: Security,
	/** Empty: the server takes our mail without a sign-in. */
	user: z.string().trim().max(200),
	fromMail: z.email().max(254),
	fromName: z
		.string()
		.trim()
		.max(120)
		.regex(/^[^\r\n]*$/),
});

/** Left out, the password of before stays. */
const WithPassword = Server.extend({ password: z.string().min(1).max(500).optional() });

export const mailSettingsEndpoint = endpoint({
	method: 'GET',
	path: '/api/mail/settings',
	allow: 'settings.manage',
	summary: 'Through which server mail leaves; null while everything stays in the practice mailbox.',
	input: Nothing,
	output: z.object({ server: Server.extend({ hasPassword: z.boolean() }).nullable() }),
});

export const changeMailSettingsEndpoint = endpoint({
	method: 'PUT',
	path: '/api/mail/settings',
	allow: 'settings.manage',
	elevated: true,
	summary: 'Sets the mail server. A password left out stays as it was.',
	input: WithPassword,
	output: Nothing,
});

export const dropMailSettingsEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/mail/settings',
	allow: 'settings.manage',
	elevated: true,
	summary: 'Forgets the mail server; from now on mail stays in the practice mailbox.',
	input: Nothing,
	output: Nothing,
});

export const testMailEndpoint = endpoint({
	method: 'POST',
	path: '/api/mail/test',
	allow: 'settings.manage',
	elevated: true,
	summary: 'Signs in to a mail server and sends one test mail, without saving anything.',
	input: WithPassword.extend({ to: z.email().max(254) }),
	output: Nothing,
});

export const MailState = z.enum(['waiting', 'sending', 'sent', 'refused', 'practice']);

const MailShape = z.object({
	id: IdText,
	to: z.string(),
	subject: z.string(),
	kind: z.string(),
	state: MailState,
	at: Moment,
	/** When the next attempt is due. */
	dueAt: Moment.nullable(),
	reason: z.string().nullable(),
});

export const mailsEndpoint = endpoint({
	method: 'GET',
	path: '/api/mail/messages',
	allow: 'settings.manage',
	summary: 'Mail of the office, the newest first.',
	input: PageQuery.extend({ state: MailState.optional() }),
	output: pageOf(MailShape),
});

export const mailEndpoint = endpoint({
	method: 'GET',
	path: '/api/mail/messages/:id',
	allow: 'settings.manage',
	summary: 'One mail; its text only from the practice mailbox.',
	input: z.object({ id: IdText }),
	output: MailShape.extend({ text: z.string().nullable() }),
});

export const retryMailEndpoint = endpoint({
	method: 'POST',
	path: '/api/mail/messages/:id/retry',
	allow: 'settings.manage',
	summary: 'Sends a refused or waiting mail again now.',
	input: z.object({ id: IdText }),
	output: Nothing,
});
