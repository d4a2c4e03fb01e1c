import type { AppNetwork, NetworkName } from '#kernel/channel-name.ts';
import { blueskyNetwork } from './bluesky/network.ts';
import { facebookNetwork } from './facebook/network.ts';
import { instagramNetwork } from './instagram/network.ts';
import type { Credentials, GrantedCredentials } from './keys.ts';
import { linkedinNetwork } from './linkedin/network.ts';
import { mastodonNetwork } from './mastodon/network.ts';
import type { Network, NetworkNeeds } from './network.ts';
import { threadsNetwork } from './threads/network.ts';
import { xNetwork } from './x/network.ts';
import { youtubeNetwork } from './youtube/network.ts';

/** One folder per network; this is the one place that names them all. */
const makers = {
	mastodon: mastodonNetwork,
	bluesky: blueskyNetwork,
	x: xNetwork,
	linkedin: linkedinNetwork,
	facebook: facebookNetwork,
	youtube: youtubeNetwork,
	instagram: instagramNetwork,
	threads: threadsNetwork,
} as const satisfies {
	readonly [name in NetworkName]: (
		needs: NetworkNeeds,
	) => Network<name extends AppNetwork ? GrantedCredentials : Extract<Credentials, { channel: name }>>;
};

/** Makes the adapters of one network. Whoever opens one takes name and key from the same credentials. */
export const makeNetwork = (name: NetworkName, needs: NetworkNeeds): Network<Credentials> =>
	// NOTE: which network it is, only the key says; see above.
	(makers[name] as (needs: NetworkNeeds) => unknown)(needs) as Network<Credentials>;
