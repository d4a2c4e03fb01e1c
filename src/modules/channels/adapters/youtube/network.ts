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
import { youtubeCapabilities } from './capabilities.ts';
import { API, openOnce, openWire, YOUTUBE_SERVER, YOUTUBE_WEB, youtubeOAuth } from './wire.ts';
import { speakOnYoutube } from './youtube.ts';

export const youtubeNetwork = (needs: NetworkNeeds): Network<GrantedCredentials> => {
	const web = needs.practicePages ?? YOUTUBE_WEB;
	return {
		agreement: oauthAgreement(needs, youtubeOAuth, YOUTUBE_SERVER),
		async connect({ server, secret }) {
			const grant = readGrant(secret);
			if (grant === null)
				return fail({ type: 'channel.unauthorised', reason: 'the key is none that this network gives' });
			const account = await readMine(openOnce(needs, server, grant.accessToken), web);
			if (!account.ok) return account;
			const { remoteId: accountId, handle } = account.value;
			return ok({ account: account.value, credentials: { channel: 'youtube', server, accountId, handle, ...grant } });
		},
		open: ({ id, capabilities }, credentials) =>
			speakOnYoutube(
				{ context: openWire(needs, id, credentials), capabilities: capabilities ?? youtubeCapabilities(false) },
				new URL(credentials.server).host,
			),
		probe: ({ id }, credentials) => readMine(openWire(needs, id, credentials).api, web),
	};
};

const Mine = z.object({
	items: z
		.array(
			z.object({
				id: z.string().min(1),
				snippet: z.object({ title: z.string(), description: z.string().default(''), customUrl: z.string().optional() }),
				status: z.object({ longUploadsStatus: z.string().optional() }).optional(),
			}),
		)
		.default([]),
	kind: z.string(),
});

const readMine = async (api: Api, web: string): Promise<Result<Account, ChannelFailure>> => {
	const query = [
		['part', 'snippet,status'],
		['mine', 'true'],
	] as const;
	const asked = await api({ method: 'GET', path: `${API}/channels`, query, purpose: 'read' });
	if (!asked.ok) return asked;
	const read = readAs(Mine, asked.value.body);
	if (!read.ok) return read;
	const [mine] = read.value.items;
	if (mine === undefined)
		return fail({ type: 'channel.unauthorised', reason: 'this Google account has no YouTube channel' });
	const { id, snippet, status } = mine;
	const name = snippet.customUrl?.replace(/^@/, '');
	return ok({
		remoteId: id,
		handle: name ?? snippet.title,
		url: name === undefined ? `${web}/channel/${id}` : `${web}/@${name}`,
		capabilities: youtubeCapabilities(status?.longUploadsStatus === 'allowed'),
		links: linksIn([snippet.description]),
	});
};
