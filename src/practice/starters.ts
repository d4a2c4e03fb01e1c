import { startBluesky } from './bluesky/bluesky.ts';
import { startFacebook } from './facebook/facebook.ts';
import { startInstagram } from './instagram/instagram.ts';
import { startLinkedin } from './linkedin/linkedin.ts';
import { startMastodon } from './mastodon/mastodon.ts';
import type { PracticeKind, PracticeNetwork, PracticeOptions } from './practice.ts';
import { startThreads } from './threads/threads.ts';
import { startX } from './x/x.ts';
import { startYoutube } from './youtube/youtube.ts';

/** One folder per network; this is the one place that names them all. */
export const starters: Readonly<Record<PracticeKind, (options: PracticeOptions) => Promise<PracticeNetwork>>> = {
	mastodon: startMastodon,
	bluesky: startBluesky,
	x: startX,
	linkedin: startLinkedin,
	facebook: startFacebook,
	youtube: startYoutube,
	instagram: startInstagram,
	threads: startThreads,
};
