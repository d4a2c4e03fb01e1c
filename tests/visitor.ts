import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { sql } from 'kysely';
import type { z } from 'zod';

import type { Endpoint } from '#contract/endpoint.ts';
import { beginSecondFactorEndpoint, confirmSecondFactorEndpoint } from '#contract/sign-in.ts';

import type { CallAnswer, TestOffice } from './office.ts';

/** Somebody at a browser: keeps cookies, sends them along, and nothing else. */
export const visitor = (office: TestOffice) => {
	const jar = new Map<string, string>();
	const setCookies: string[] = [];
	const keep = (cookies: readonly string[]): void => {
		for (const cookie of cookies) {
			setCookies.push(cookie);
			const [pair = ''] = cookie.split(';');
			const at = pair.indexOf('=');
			const gone = /max-age=0(;|$)/i.test(cookie);
			if (gone) jar.delete(pair.slice(0, at));
			else jar.set(pair.slice(0, at), pair.slice(at + 1));
		}
	};
	return {
		jar,
		/** Every `Set-Cookie` header so far, as it came. */
		setCookies,
		async call<I extends z.ZodType, O extends z.ZodType>(
			endpoint: Endpoint<I, O>,
			input: z.input<I>,
			headers: Readonly<Record<string, string>> = {},
		): Promise<CallAnswer<z.output<O>>> {
			const { path, body } = place(endpoint, { ...(input as object) });
			const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
			const response = await fetch(`${office.base}${path}`, {
				method: endpoint.method,
				headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}), ...headers },
				...(endpoint.method === 'GET' ? {} : { body }),
			});
			keep(response.headers.getSetCookie());
			const answer = (await response.json()) as z.output<O> & { type: string };
			return { status: response.status, body: answer, problem: response.ok ? null : answer };
		},
	};
};

export type Visitor = ReturnType<typeof visitor>;

const place = (endpoint: Endpoint, rest: Record<string, unknown>) => {
	const path = endpoint.path.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => {
		const value = rest[name];
		delete rest[name];
		return encodeURIComponent(String(value));
	});
	const query = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)])).toString();
	return endpoint.method === 'GET'
		? { path: query ? `${path}?${query}` : path, body: '' }
		: { path, body: JSON.stringify(rest) };
};

/** The code an authenticator app would show for the secret in this address. */
export const codeFor = (uri: string): Promise<string> => {
	const secret = base32.decode(new URL(uri).searchParams.get('secret') ?? '');
	return createOTP(Buffer.from(secret).toString('utf8')).totp();
};

/** Sets up the second factor of a signed-in visitor. */
export const enrol = async (person: Visitor, password: string) => {
	const begun = await person.call(beginSecondFactorEndpoint, { password });
	const confirmed = await person.call(confirmSecondFactorEndpoint, { code: await codeFor(begun.body.uri) });
	if (confirmed.status !== 200) throw new Error(`no second factor: ${confirmed.problem?.type}`);
	return begun.body;
};

/** The kinds of the leaves about a subject, in the order in which they were left. */
export const leavesAbout = async ({ office }: TestOffice, subject: string): Promise<readonly string[]> => {
	const { rows } = await sql<{
		kind: string;
	}>`select kind from records_entry where subject = ${subject} order by no`.execute(office.corridor.engine.engine);
	return rows.map(({ kind }) => kind);
};

export const musterstadt = {
	name: 'Musterstadt',
	kind: 'city',
	zone: 'Europe/Berlin',
	land: 'DE-BY',
	language: 'de',
	contact: {
		street: 'Rathausplatz 1',
		postcode: '00000',
		place: 'Musterstadt',
		phone: '',
		mail: 'post@musterstadt.example',
		representative: 'Erika Beispiel',
	},
} as const;
export const admin = { name: 'Jana Muster', mail: 'jana@musterstadt.example', password: 'ein langes Passwort' };
