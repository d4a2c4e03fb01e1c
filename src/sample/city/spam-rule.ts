import type { SampleSpamRule } from '../course.ts';

/** Made three days ago; the talk `gewinn` runs into it. */
export const spamRule: SampleSpamRule = {
	...{ unit: 'presse', lead: 'jana', day: -3, at: '10:30' },
	...{ name: 'Werbung mit vielen Links', links: 5, perHour: 10 },
};
