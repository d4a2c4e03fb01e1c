import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure } from '../../channel.ts';
import type { Account } from '../account.ts';
import type { Api } from '../granted-api.ts';
import type { GrantedCredentials } from '../keys.ts';
import { linksIn } from '../links.ts';
import type { Network, NetworkNeeds } from '../network.ts';
import { oauthAgreement, readGrant } from '../oauth.ts';
import { readAs } from '../read-as.ts';
import { rememberUploads } from '../uploads.ts';
import { xCapabilities } from './capabilities.ts';
import { openOnce, openWire, X_SERVER, xOAuth } from './wire.ts';
import { speakOnX } from './x.ts';

export const xNetwork = (needs: NetworkNeeds): Network<GrantedCredentials> => {
	const uploads = rememberUploads(needs);
	const web = needs.practicePages ?? 'https://x.com';
	return {
		agreement: oauthAgreement(needs, xOAuth, X_SERVER),
		async connect({ server, secret }) {
			const grant = readGrant(secret);
			if (grant === null)
				return fail({ type: 'channel.unauthorised', reason: 'the key is none that this network gives' });
			const account = await readMe(openOnce(needs, server, grant.accessToken), web);
			if (!account.ok) return account;
			const { remoteId: accountId, handle } = account.value;
			return ok({ account: account.value, credentials: { channel: 'x', server, accountId, handle, ...grant } });
		},
		open: ({ id, capabilities }, credentials) =>
			speakOnX(
				{ context: openWire(needs, id, credentials), capabilities: capabilities ?? xCapabilities, uploads },
				new URL(credentials.server).host,
			),
		probe: ({ id }, credentials) => readMe(openWire(needs, id, credentials).api, web),
	};
};

const Me = z.object({
	data: z.object({
		id: z.string().min(1),
		username: z.string().min(1),
		description: z.string().default(''),
		url: z.string().default(''),
		entities: z
			.object({
				url: z.object({ urls: z.array(z.object({ expanded_url: z.string().optional() })).default([]) }).optional(),
			})
			.optional(),
	}),
});

const readMe = async (api: Api, web: string): Promise<Result<Account, ChannelFailure>> => {
	const query = [['user.fields', 'description,entities,url,username']] as const;
	const asked = await api({ method: 'GET', path: '/2/users/me', query, purpose: 'read' });
	if (!asked.ok) return asked;
	const read = readAs(Me, asked.value.body);
	if (!read.ok) return read;
	const { id, username, description, url, entities } = read.value.data;
	const written = entities?.url?.urls.map(({ expanded_url }) => expanded_url ?? '') ?? [];
	return ok({
		remoteId: id,
		handle: username,
		url: `${web}/${username}`,
		capabilities: xCapabilities,
		links: linksIn([description, url, ...written]),
	});
};
