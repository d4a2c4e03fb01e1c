import { ok } from '#kernel/result.ts';

import type { Liking } from '../../channel.ts';
import { VERSION } from '../meta/api.ts';
import type { FacebookContext } from './wire.ts';

/** SPEC: POST and DELETE /{comment}/likes, and /{post}/likes: as the page. Both answer well when it is so already. */
export const likesOf = ({ api }: FacebookContext): Liking => {
	const at = (id: string): string => `${VERSION}/${encodeURIComponent(id)}/likes`;
	return {
		async give({ id }) {
			const sent = await api({ method: 'POST', path: at(id), purpose: 'write' });
			return sent.ok ? ok(undefined) : sent;
		},
		async takeBack({ id }) {
			const sent = await api({ method: 'DELETE', path: at(id), purpose: 'write' });
			return sent.ok ? ok(undefined) : sent;
		},
	};
};
