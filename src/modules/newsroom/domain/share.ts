/** A host name as people type it: letters, digits and hyphens, at least one dot, no port, no address of a machine. */
const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/;

/** Reads the name of a Mastodon server out of what a person typed (`@me@server`, an address, the bare name); null if it is none. */
export const readInstance = (typed: string): string | null => {
	const bare = typed
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\//, '')
		.replace(/[/?#].*$/, '')
		.replace(/^.*@/, '');
	return HOST.test(bare) ? bare : null;
};

export interface Shared {
	readonly title: string;
	readonly url: string;
}

/** Plain addresses that open another service with the text filled in. They carry the title and the page, nothing else. */
export const shareLinks = ({ title, url }: Shared) => ({
	mail: `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(`${title}\n${url}`)}`,
	bluesky: `https://bsky.app/intent/compose?text=${encodeURIComponent(`${title} ${url}`)}`,
});

/** Where a Mastodon server takes a text to be shared. */
export const mastodonShare = (instance: string, { title, url }: Shared): string =>
	`https://${instance}/share?text=${encodeURIComponent(`${title} ${url}`)}`;
