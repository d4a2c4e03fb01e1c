import { days, type Instant } from '#kernel/time.ts';

/** So many days before a key ends somebody is told, each time once. `ended`: it is over. */
export const expiryStages = ['14', '7', '1', 'ended'] as const;
export type ExpiryStage = (typeof expiryStages)[number];

/** Which warning is due for a key that ends then; null while there is time. After a jump of the clock only the latest. */
export const expiryStage = (endsAt: Instant, now: Instant): ExpiryStage | null => {
	const left = endsAt - now;
	if (left <= 0) return 'ended';
	if (left <= days(1)) return '1';
	if (left <= days(7)) return '7';
	return left <= days(14) ? '14' : null;
};

/** Whether a warning says more than the one that was given. */
export const isLater = (stage: ExpiryStage, told: string | null): boolean => {
	const order: readonly (string | null)[] = expiryStages;
	return order.indexOf(told) < order.indexOf(stage);
};
