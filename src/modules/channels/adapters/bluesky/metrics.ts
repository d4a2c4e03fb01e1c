import { z } from 'zod';

import { ok } from '#kernel/result.ts';

import type { Metrics, RemoteRef } from '../../channel.ts';
import { numbersIn, readFigures } from '../figures.ts';
import { readAs } from '../read-as.ts';
import type { Xrpc } from './wire.ts';

/** SPEC: app.bsky.feed.defs#postView; each may be absent. There are no views. */
const figures = ['replyCount', 'repostCount', 'likeCount', 'quoteCount'].map((name) => ({ name }));

const Posts = z.object({ posts: z.array(z.unknown()) });

export const readMetrics = (xrpc: Xrpc, { id }: RemoteRef): Promise<Metrics> =>
	readFigures('app.bsky', [
		{
			from: 'postView',
			figures,
			async ask(names) {
				const asked = await xrpc.get({ nsid: 'app.bsky.feed.getPosts', params: [['uris', id]] });
				if (!asked.ok) return asked;
				const read = readAs(Posts, asked.value);
				return read.ok ? ok(numbersIn(read.value.posts[0], names)) : read;
			},
		},
	]);
