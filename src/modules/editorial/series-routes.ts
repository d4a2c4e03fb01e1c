import {
	changeSeriesEndpoint,
	readSeriesEndpoint,
	skipOccurrenceEndpoint,
	startSeriesEndpoint,
	stopSeriesEndpoint,
} from '#contract/series.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { EditorialActs } from './acts.ts';
import type { SeriesFailure } from './series.ts';

const problems: Problems<SeriesFailure> = {
	'access.denied': 403,
	'post.not-found': 404,
	'series.none': 409,
	'series.exists': 409,
	'series.not-approved': 409,
	'series.own-approval': 403,
	'series.made-already': 409,
	'series.rule-unreadable': 422,
};

/** What can be done with a post that comes round again. */
export const seriesRoutes = (mount: Mount, { read, ...act }: EditorialActs): void => {
	mount(readSeriesEndpoint, { problems, handle: (input, { actor }) => read.series(input, actor) });
	mount(startSeriesEndpoint, { problems, handle: (input, { actor }) => act.startSeries(input, actor) });
	mount(changeSeriesEndpoint, { problems, handle: (input, { actor }) => act.changeSeries(input, actor) });
	mount(stopSeriesEndpoint, { problems, handle: (input, { actor }) => act.stopSeries(input, actor) });
	mount(skipOccurrenceEndpoint, { problems, handle: (input, { actor }) => act.skipOccurrence(input, actor) });
};
