import { ok } from '#kernel/result.ts';

import type { Metrics, RemoteRef } from '../../channel.ts';
import { type Figure, numbersIn, readFigures } from '../figures.ts';
import type { Api } from './wire.ts';

/** SPEC: docs.joinmastodon.org/entities/Status; quotes are counted since 4.5. There are no views. */
const figures: readonly Figure[] = [
	...['replies_count', 'reblogs_count', 'favourites_count'].map((name): Figure => ({ name, always: true })),
	{ name: 'quotes_count' },
];

export const readMetrics = (api: Api, { id }: RemoteRef): Promise<Metrics> =>
	readFigures('v1', [
		{
			from: 'status',
			figures,
			async ask(names) {
				const path = `/api/v1/statuses/${encodeURIComponent(id)}`;
				const asked = await api({ method: 'GET', path, purpose: 'read' });
				return asked.ok ? ok(numbersIn(asked.value.body, names)) : asked;
			},
		},
	]);
