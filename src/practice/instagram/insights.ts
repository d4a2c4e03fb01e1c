import { insightsOf } from '../meta/insights.ts';

/** SPEC: Instagram media insights, of pictures and films in the feed. */
export const showInsights = insightsOf({
	metrics: {
		views: ({ views }) => views,
		reach: ({ reach }) => reach,
		likes: ({ likes }) => likes,
		comments: ({ answers }) => answers,
		...{ saved: () => 0, shares: () => 0 },
	},
	periods: ['lifetime'],
	unknown: (at, known) => `metric[${at}] must be one of the following values: ${known.join(', ')}`,
});
