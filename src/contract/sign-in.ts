import { z } from 'zod';

import { endpoint, IdText, Moment, Nothing } from './endpoint.ts';
import { MailAddress } from './people.ts';

/** Length is what makes a password hard to guess; no rule about its characters. SPEC: BSI ORP.4.A22, NIST SP 800-63B 3.1.1. */
export const NewPassword = z.string().min(12).max(200);
const Password = z.string().min(1).max(200);
const Secret = z.string().min(20).max(200);

/** A code of the authenticator app (`totp`) or one of the recovery codes, each good for one use. */
const Factor = z.object({ kind: z.enum(['totp', 'recovery']), code: z.string().trim().min(6).max(40) });

/** What comes after the password: in, the second factor, or its first set-up. */
const Next = z.object({ next: z.enum(['in', 'second-factor', 'enrol']) });

export const signInEndpoint = endpoint({
	method: 'POST',
	path: '/api/sign-in',
	allow: 'everybody',
	summary: 'Begins a session with mail address and password.',
	input: z.object({ mail: MailAddress, password: Password }),
	output: Next,
});

export const secondFactorEndpoint = endpoint({
	method: 'POST',
	path: '/api/sign-in/second-factor',
	allow: 'everybody',
	summary: 'Completes a sign-in with the second factor or a recovery code.',
	input: Factor,
	output: Nothing,
});

export const signOutEndpoint = endpoint({
	method: 'POST',
	path: '/api/sign-out',
	allow: 'signed-in',
	summary: 'Ends this session.',
	input: Nothing,
	output: Nothing,
});

export const forgottenPasswordEndpoint = endpoint({
	method: 'POST',
	path: '/api/password/forgotten',
	allow: 'everybody',
	summary: 'Sends a link for a new password. Answers the same whether the address is known or not.',
	input: z.object({ mail: MailAddress }),
	output: Nothing,
});

export const resetPasswordEndpoint = endpoint({
	method: 'POST',
	path: '/api/password/reset',
	allow: 'everybody',
	summary: 'Sets a new password with the link from the mail and ends all sessions.',
	input: z.object({ token: Secret, password: NewPassword }),
	output: Nothing,
});

export const invitationEndpoint = endpoint({
	method: 'POST',
	path: '/api/invitations/look',
	allow: 'everybody',
	summary: 'Whom an invitation link is for.',
	input: z.object({ token: Secret }),
	output: z.object({
		name: z.string(),
		mail: z.string(),
		authority: z.string(),
		purpose: z.enum(['invitation', 'rescue']),
		needsSecondFactor: z.boolean(),
	}),
});

export const acceptInvitationEndpoint = endpoint({
	method: 'POST',
	path: '/api/invitations/accept',
	allow: 'everybody',
	summary: 'Takes up an invitation: sets the password and begins a session.',
	input: z.object({ token: Secret, password: NewPassword }),
	output: Next,
});

export const sessionsEndpoint = endpoint({
	method: 'GET',
	path: '/api/me/sessions',
	allow: 'signed-in',
	summary: 'Where one is signed in.',
	input: Nothing,
	output: z.object({
		items: z.array(z.object({ id: IdText, current: z.boolean(), since: Moment, program: z.string() })),
	}),
});

export const revokeSessionEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/me/sessions/:id',
	allow: 'signed-in',
	summary: 'Ends one of one’s own sessions at once.',
	input: z.object({ id: IdText }),
	output: Nothing,
});

export const changePasswordEndpoint = endpoint({
	method: 'POST',
	path: '/api/me/password',
	allow: 'signed-in',
	summary: 'Changes one’s own password and ends all other sessions.',
	input: z.object({ current: Password, password: NewPassword }),
	output: Nothing,
});

export const beginSecondFactorEndpoint = endpoint({
	method: 'POST',
	path: '/api/me/second-factor',
	allow: 'signed-in',
	summary: 'Begins to set up an authenticator app. It counts once a code was shown.',
	input: z.object({ password: Password }),
	output: z.object({
		/** For the app: `otpauth://...`. */
		uri: z.string(),
		/** The secret in groups of four, to type by hand. */
		secret: z.string(),
		recoveryCodes: z.array(z.string()),
	}),
});

export const confirmSecondFactorEndpoint = endpoint({
	method: 'POST',
	path: '/api/me/second-factor/confirm',
	allow: 'signed-in',
	summary: 'Completes the set-up of the authenticator app with its first code.',
	input: z.object({ code: z.string().trim().min(6).max(10) }),
	output: Nothing,
});

export const removeSecondFactorEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/me/second-factor',
	allow: 'signed-in',
	elevated: true,
	summary: 'Removes the second factor where no role requires it.',
	input: z.object({ password: Password }),
	output: Nothing,
});

export const showSecondFactorEndpoint = endpoint({
	method: 'POST',
	path: '/api/me/second-factor/show',
	allow: 'signed-in',
	summary: 'Shows the second factor again, so that privileged acts are open for fifteen minutes.',
	input: Factor,
	output: Nothing,
});

export const newRecoveryCodesEndpoint = endpoint({
	method: 'POST',
	path: '/api/me/recovery-codes',
	allow: 'signed-in',
	elevated: true,
	summary: 'Makes new recovery codes; the old ones end.',
	input: z.object({ password: Password }),
	output: z.object({ recoveryCodes: z.array(z.string()) }),
});
