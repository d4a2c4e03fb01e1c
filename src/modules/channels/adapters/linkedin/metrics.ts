import { z } from 'zod';

import { ok } from '#kernel/result.ts';

import type { Metrics, RemoteRef } from '../../channel.ts';
import { numbersIn, readFigures } from '../figures.ts';
import { readAs } from '../read-as.ts';
import { encoded, type LinkedinContext, linkedinVersion, listOf, nameOfPost } from './wire.ts';

const figures = [
	...['impressionCount', 'uniqueImpressionsCount', 'clickCount', 'likeCount', 'commentCount', 'shareCount'],
].map((name) => ({ name }));

const Statistics = z.object({ elements: z.array(z.object({ totalShareStatistics: z.unknown() })) });

/** SPEC: Share Statistics: over the whole life of posts that are named, by the kind of their name. One that nobody saw is not in the list. */
export const readMetrics = (
	{ api, author }: Pick<LinkedinContext, 'api' | 'author'>,
	remote: RemoteRef,
): Promise<Metrics> =>
	readFigures(linkedinVersion.number, [
		{
			from: 'totalShareStatistics',
			figures,
			async ask(names) {
				const post = nameOfPost(remote);
				const kind = post.startsWith('urn:li:ugcPost:') ? 'ugcPosts' : 'shares';
				const search = `q=organizationalEntity&organizationalEntity=${encoded(author)}&${kind}=${listOf([post])}`;
				const path = `/rest/organizationalEntityShareStatistics?${search}`;
				const asked = await api({ method: 'GET', path, purpose: 'read' });
				if (!asked.ok) return asked;
				const read = readAs(Statistics, asked.value.body);
				return read.ok ? ok(numbersIn(read.value.elements[0]?.totalShareStatistics, names)) : read;
			},
		},
	]);
