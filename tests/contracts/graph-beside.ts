/** SPEC: Graph API, paging results, field expansion and secure requests: taken by every edge, named at none. */
export const PAGING: ReadonlySet<string> = new Set([
	...['fields', 'limit', 'after', 'before', 'summary'],
	...['access_token', 'appsecret_proof'],
]);

/** What an act makes where the data name the node it was done to, or something that is not one yet. */
export const made: Readonly<Record<string, string>> = {
	'POST Page/feed': 'PagePost',
	'POST IGUser/media': 'IGContainer',
	'GET IGUser/content_publishing_limit': 'ContentPublishingLimit',
};

/** Nodes that Meta's pages describe and its data do not. SPEC: IG Container; IG User, content_publishing_limit. */
export const unknown: Readonly<Record<string, readonly string[]>> = {
	IGContainer: ['id', 'status', 'status_code'],
	ContentPublishingLimit: ['id', 'quota_usage', 'config'],
};

/** What we say and the data do not name, each with the reason why we are right. */
export const beside: Readonly<Record<string, string>> = {
	'POST Page/photos source':
		'SPEC: Pages API, photos: the bytes themselves, in a form of several parts; the data name only `url`.',
	'GET Page/feed since': 'SPEC: Graph API, paging results: feeds are paged by time as well.',
	'GET PagePost/insights metric=post_media_view':
		'SPEC: Page insights, deprecated metrics of 2025-11-15; the data take any word here, and list STORY_MEDIA_VIEW alone.',
	'GET PagePost/insights metric=post_total_media_view_unique':
		'SPEC: the same; the data list STORY_TOTAL_MEDIA_VIEW_UNIQUE alone.',
	...Object.fromEntries(
		['name', 'period', 'values', 'title', 'description'].map((name) => [
			`GET /*/insights ${name}`,
			'SPEC: docs/threads/insights: the answer; the collection has the question only.',
		]),
	),
	'POST /*/threads link_attachment':
		'SPEC: docs/threads/create-posts: the card of a post of words; the collection has no such sample.',
	'POST /*/threads topic_tag': 'SPEC: docs/threads/create-posts/topic-tag; the collection reads it back only.',
	'GET /*/threads since': 'SPEC: docs/threads/retrieve-and-discover-posts: lists are narrowed by since and until.',
	'GET /*/mentions since': 'SPEC: docs/threads/threads-mentions: narrowed by since and until.',
	'GET /*/mentions root_post':
		'SPEC: docs/threads/threads-mentions: a mention may be a reply, and has its fields then.',
	'GET /*/mentions replied_to': 'SPEC: the same.',
};
