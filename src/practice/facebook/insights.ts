import { insightsOf } from '../meta/insights.ts';

/** SPEC: what of a page's posts is counted since November 2025; impressions and reach are refused. */
export const showInsights = insightsOf({
	metrics: { post_media_view: ({ views }) => views, post_total_media_view_unique: ({ reach }) => reach },
	periods: ['lifetime'],
	unknown: () => 'The value must be a valid insights metric',
});
