import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure } from '../../channel.ts';
import type { Account } from '../account.ts';
import type { Api } from '../granted-api.ts';
import type { GrantedCredentials } from '../keys.ts';
import { linksIn } from '../links.ts';
import type { Network, NetworkNeeds } from '../network.ts';
import { readGrant } from '../oauth.ts';
import { readAs } from '../read-as.ts';
import { lastingAgreement } from './agreement.ts';
import { threadsCapabilities } from './capabilities.ts';
import { speakOnThreads } from './threads.ts';
import { openOnce, openWire, VERSION, webOf } from './wire.ts';

export const threadsNetwork = (needs: NetworkNeeds): Network<GrantedCredentials> => ({
	agreement: lastingAgreement(needs),
	async connect({ server, secret }) {
		const grant = readGrant(secret);
		if (grant === null)
			return fail({ type: 'channel.unauthorised', reason: 'the key is none that this network gives' });
		const account = await readMe(openOnce(needs, server, grant.accessToken), needs);
		if (!account.ok) return account;
		const { remoteId: accountId, handle } = account.value;
		return ok({ account: account.value, credentials: { channel: 'threads', server, accountId, handle, ...grant } });
	},
	open: ({ id, capabilities }, credentials) =>
		speakOnThreads(
			{
				context: openWire(needs, id, credentials),
				capabilities: capabilities ?? threadsCapabilities(needs.mediaAddress !== null),
			},
			new URL(credentials.server).host,
		),
	probe: ({ id }, credentials) => readMe(openWire(needs, id, credentials).api, needs),
});

const Me = z.object({
	id: z.string().min(1),
	username: z.string().min(1),
	threads_biography: z.string().default(''),
});

const readMe = async (api: Api, needs: NetworkNeeds): Promise<Result<Account, ChannelFailure>> => {
	const query = [['fields', 'id,username,threads_biography']] as const;
	const asked = await api({ method: 'GET', path: `${VERSION}/me`, query, purpose: 'read' });
	if (!asked.ok) return asked;
	const read = readAs(Me, asked.value.body);
	if (!read.ok) return read;
	const { id, username, threads_biography } = read.value;
	return ok({
		remoteId: id,
		handle: username,
		url: `${webOf(needs)}/@${username}`,
		capabilities: threadsCapabilities(needs.mediaAddress !== null),
		links: linksIn([threads_biography]),
	});
};
