import { type Account, acctOf, DOMAIN, type MastodonState, type Media, type Poll, type Status } from './state.ts';

/** Turns what is remembered into the answers of the API. SPEC: docs.joinmastodon.org/entities. */
export interface Addresses {
	/** Origin of this server, for pictures. */
	readonly origin: string;
	/** Where people read its pages. */
	readonly pages: string;
}

export const toIso = (at: number): string => new Date(at).toISOString();

export const accountEntity = (account: Account, { origin, pages }: Addresses) => {
	const picture = `${origin}/avatars/${account.id}.png`;
	return {
		id: account.id,
		username: account.username,
		acct: acctOf(account),
		display_name: account.name,
		locked: false,
		bot: false,
		discoverable: true,
		indexable: true,
		group: false,
		created_at: toIso(account.at),
		note: '',
		url: `${pages}/@${acctOf(account)}`,
		uri: `${origin}/users/${account.username}`,
		avatar: picture,
		avatar_static: picture,
		header: picture,
		header_static: picture,
		followers_count: 0,
		following_count: 0,
		statuses_count: 0,
		last_status_at: null,
		noindex: false,
		emojis: [],
		roles: [],
		fields: !account.website ? [] : [websiteField(account.website)],
	};
};

/** A field of the profile as Mastodon writes it: the address as a link. */
const websiteField = (website: string) => ({
	name: 'Website',
	value: `<a href="${website}" target="_blank" rel="nofollow noopener me">${website}</a>`,
	verified_at: null,
});

export const credentialEntity = (account: Account, addresses: Addresses) => ({
	...accountEntity(account, addresses),
	source: {
		privacy: 'public',
		sensitive: false,
		language: 'de',
		note: '',
		fields: [],
		follow_requests_count: 0,
		hide_collections: false,
		discoverable: true,
		indexable: true,
		attribution_domains: [],
		quote_policy: 'public',
	},
	role: { id: '-99', name: '', permissions: '65536', color: '', highlighted: false },
});

/** SPEC: docs.joinmastodon.org/entities/MediaAttachment#type. */
const typeOf = (mime: string): string => /^(video|audio)(?=\/)/.exec(mime)?.[0] ?? 'image';

export const mediaEntity = (
	{ id, mime, description, focus, readyAt = 0 }: Media,
	{ origin }: Addresses,
	now = Number.POSITIVE_INFINITY,
) => ({
	id,
	type: typeOf(mime),
	url: readyAt > now ? null : `${origin}/media/${id}`,
	preview_url: `${origin}/media/${id}`,
	remote_url: null,
	meta: focus === undefined ? {} : { focus: { x: Number(focus.split(',')[0]), y: Number(focus.split(',')[1]) } },
	description: description === '' ? null : description,
	blurhash: null,
});

export const statusEntity = (status: Status, state: MastodonState, addresses: Addresses) => {
	const account = state.accounts.find(({ id }) => id === status.accountId);
	if (account === undefined) throw new Error('a status without its account');
	const answered = state.statuses.find(({ id }) => id === status.inReplyTo);
	const address = `${addresses.pages}/@${acctOf(account)}/${status.id}`;
	return {
		id: status.id,
		created_at: toIso(status.at),
		in_reply_to_id: answered?.late ? null : status.inReplyTo,
		in_reply_to_account_id: answered?.late ? null : (answered?.accountId ?? null),
		sensitive: status.sensitive ?? false,
		spoiler_text: status.spoiler ?? '',
		visibility: status.visibility,
		language: status.language,
		uri: `${addresses.origin}/users/${account.username}/statuses/${status.id}`,
		url: address,
		replies_count: state.statuses.filter(({ inReplyTo, deleted }) => inReplyTo === status.id && !deleted).length,
		reblogs_count: 0,
		favourites_count: status.likes,
		quotes_count: 0,
		edited_at: status.editedAt === null ? null : toIso(status.editedAt),
		favourited: false,
		reblogged: false,
		muted: false,
		bookmarked: false,
		content: toHtml(status.text, state, addresses),
		reblog: null,
		account: accountEntity(account, addresses),
		media_attachments: status.media.flatMap((id) => {
			const media = state.media.find((one) => one.id === id);
			return media ? [mediaEntity(media, addresses)] : [];
		}),
		mentions: mentionedIn(status.text, state).map((one) => ({
			id: one.id,
			username: one.username,
			url: `${addresses.pages}/@${acctOf(one)}`,
			acct: acctOf(one),
		})),
		tags: [...status.text.matchAll(TAG)].map(([, tag = '']) => ({
			name: tag.toLowerCase(),
			url: `${addresses.pages}/tags/${encodeURIComponent(tag.toLowerCase())}`,
		})),
		emojis: [],
		card: null,
		poll: status.poll ? pollEntity(status.id, status.poll) : null,
	};
};

const pollEntity = (id: string, { options, multiple, expiresAt, votes }: Poll) => ({
	id,
	expires_at: toIso(expiresAt),
	expired: false,
	multiple,
	votes_count: votes,
	voters_count: votes,
	options: options.map((title) => ({ title, votes_count: 0 })),
	emojis: [],
	voted: false,
	own_votes: [],
});

const MENTION = /(?<![\w/@])@(\w+(?:[\w.-]*\w)?)(?:@([\w.-]+\w))?/g;
const TAG = /(?<![\w/#&])#([\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*)/gu;
const LINK = /https?:\/\/[^\s<]+[^\s<.,;:!?)'"“”]/g;

export const mentionedIn = (text: string, { accounts }: Pick<MastodonState, 'accounts'>): readonly Account[] =>
	[...text.matchAll(MENTION)].flatMap(([, username, domain]) => {
		const wanted = domain === undefined || domain === DOMAIN ? null : domain;
		const found = accounts.find((one) => one.username === username?.toLowerCase() && one.domain === wanted);
		return found ? [found] : [];
	});

const escaped = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');

/** Markup as Mastodon makes it: addresses in three parts, mentions without their server. */
const toHtml = (text: string, state: MastodonState, { pages }: Addresses): string => {
	const people = new Map(mentionedIn(text, state).map((one) => [one.username, one]));
	const marked = text.split(LINK).map((part) =>
		escaped(part)
			.replace(MENTION, (whole, username: string) => {
				const person = people.get(username.toLowerCase());
				if (person === undefined) return whole;
				return `<span class="h-card" translate="no"><a href="${pages}/@${acctOf(person)}" class="u-url mention">@<span>${username}</span></a></span>`;
			})
			.replace(TAG, `<a href="${pages}/tags/$1" class="mention hashtag" rel="tag">#<span>$1</span></a>`),
	);
	const links = (text.match(LINK) ?? []).map(toAnchor);
	const whole = marked.map((part, at) => part + (links[at] ?? '')).join('');
	return whole
		.split(/\n{2,}/)
		.map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`)
		.join('');
};

const toAnchor = (link: string): string => {
	const [, scheme = '', rest = ''] = /^(https?:\/\/(?:www\.)?)(.*)$/.exec(link) ?? [];
	const parts = [escaped(scheme), escaped(rest.slice(0, 30)), escaped(rest.slice(30))];
	const shown = rest.length > 30 ? ' class="ellipsis"' : '';
	return `<a href="${escaped(link)}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${parts[0]}</span><span${shown}>${parts[1]}</span><span class="invisible">${parts[2]}</span></a>`;
};

/** SPEC: GET /api/v2/instance, with the limits of an unchanged installation. */
export const limits = {
	characters: 500,
	perUrl: 23,
	attachments: 4,
	imageBytes: 16_777_216,
	filmBytes: 103_809_024,
	pixels: 33_177_600,
	description: 1500,
	mimes: [
		...['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4', 'video/webm'],
		...['audio/mpeg', 'audio/mp4', 'audio/ogg'],
	],
} as const;

export const pollLimits = {
	max_options: 4,
	max_characters_per_option: 50,
	min_expiration: 300,
	max_expiration: 2_629_746,
} as const;

export const instanceEntity = (contact: Account | undefined, addresses: Addresses) => ({
	domain: DOMAIN,
	title: 'Übungsnetz',
	version: '4.7.0',
	source_url: `${addresses.origin}/source`,
	description: 'Dieses Netz ist nachgebaut.',
	usage: { users: { active_month: 1 } },
	thumbnail: { url: `${addresses.origin}/avatars/0.png`, blurhash: null, versions: {}, description: '' },
	icon: [],
	languages: ['de'],
	configuration: {
		urls: {
			streaming: addresses.origin.replace('http', 'ws'),
			status: null,
			about: null,
			privacy_policy: null,
			terms_of_service: null,
		},
		vapid: { public_key: '' },
		accounts: {
			max_featured_tags: 10,
			max_pinned_statuses: 5,
			max_profile_fields: 4,
			profile_field_name_limit: 255,
			profile_field_value_limit: 255,
		},
		statuses: {
			max_characters: limits.characters,
			max_media_attachments: limits.attachments,
			characters_reserved_per_url: limits.perUrl,
		},
		media_attachments: {
			description_limit: limits.description,
			image_matrix_limit: limits.pixels,
			image_size_limit: limits.imageBytes,
			supported_mime_types: [...limits.mimes],
			video_frame_rate_limit: 120,
			video_matrix_limit: 8_294_400,
			video_size_limit: limits.filmBytes,
		},
		polls: { ...pollLimits },
		translation: { enabled: false },
		limited_federation: false,
		timelines_access: {
			live_feeds: { local: 'public', remote: 'public' },
			hashtag_feeds: { local: 'public', remote: 'public' },
			trending_link_feeds: { local: 'public', remote: 'public' },
		},
	},
	registrations: {
		enabled: false,
		approval_required: false,
		reason_required: null,
		message: null,
		min_age: null,
		url: null,
	},
	api_versions: { mastodon: 9 },
	contact: { email: `post@${DOMAIN}`, account: contact ? accountEntity(contact, addresses) : null },
	rules: [],
});
