import { ok } from '#kernel/result.ts';

import type { Channel } from '../../channel.ts';
import type { Api } from '../granted-api.ts';
import { VERSION } from './api.ts';

/** SPEC: POST and DELETE /{page}/subscribed_apps, with the key of the page: its changes are sent to the address of our app. */
export const wakeByPage = (api: Api, page: string, fields: readonly string[]): NonNullable<Channel['wake']> => {
	const path = `${VERSION}/${page}/subscribed_apps`;
	return {
		async begin() {
			const sent = await api({ method: 'POST', path, json: { subscribed_fields: fields }, purpose: 'write' });
			return sent.ok ? ok(undefined) : sent;
		},
		async end() {
			const sent = await api({ method: 'DELETE', path, purpose: 'write' });
			return sent.ok ? ok(undefined) : sent;
		},
	};
};
