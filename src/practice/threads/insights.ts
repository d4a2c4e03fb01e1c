import { insightsOf } from '../meta/insights.ts';

/** SPEC: docs/threads/insights, of posts. */
export const showInsights = insightsOf({
	metrics: {
		views: ({ views }) => views,
		likes: ({ likes }) => likes,
		replies: ({ answers }) => answers,
		...{ reposts: () => 0, quotes: () => 0, shares: () => 0 },
	},
	periods: ['lifetime'],
	unknown: (at, known) => `Param metric[${at}] must be one of {${known.join(', ').toUpperCase()}}`,
});
