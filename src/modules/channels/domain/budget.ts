import type { Micro } from '#kernel/prices.ts';
import { days, type Instant, type Month } from '#kernel/time.ts';

export interface Spending {
	/** Null: there is no budget. */
	readonly budget: Micro | null;
	/** What the network certainly charged this month. */
	readonly spent: Micro;
	/** What it may have charged besides: nobody knows whether the copy stands. */
	readonly possible: Micro;
}

/** How a month stands. `warning`: four fifths are gone; `used-up`: nothing is left. */
export type BudgetState = 'none' | 'well' | 'warning' | 'used-up';

export interface Budget extends Spending {
	readonly state: BudgetState;
	/** Never below zero; null without a budget. */
	readonly left: Micro | null;
	/** What the month will have cost if it goes on like this; null on its first day. */
	readonly forecast: Micro | null;
}

const WARN_TENTHS = 8;

/** How a month stands at one moment. What is uncertain counts: a budget is a promise not to spend more. */
export const budgetAt = (spending: Spending, month: Month, now: Instant): Budget => {
	const { budget, spent, possible } = spending;
	const used = spent + possible;
	return {
		...spending,
		state: stateOf(used, budget),
		left: budget === null ? null : Math.max(0, budget - used),
		forecast: forecastOf(used, month, now),
	};
};

const stateOf = (used: Micro, budget: Micro | null): BudgetState => {
	if (budget === null) return 'none';
	if (used >= budget) return 'used-up';
	return used * 10 >= budget * WARN_TENTHS ? 'warning' : 'well';
};

const forecastOf = (used: Micro, { from, until }: Month, now: Instant): Micro | null => {
	const gone = now - from;
	return gone < days(1) ? null : Math.max(used, Math.round((used / gone) * (until - from)));
};

export interface Wanted {
	readonly id: string;
	readonly cost: Micro;
	/** A person said that it goes whatever the budget says, or it may stand there already. */
	readonly anyway: boolean;
}

/** Which of these the budget does not reach for, asked in their order: what fits goes, what does not waits. */
export const beyond = (wanted: readonly Wanted[], { budget, spent, possible }: Spending): ReadonlySet<string> => {
	if (budget === null) return new Set();
	let left = budget - spent - possible;
	const over = new Set<string>();
	for (const { id, cost, anyway } of wanted) {
		if (cost > left && cost > 0 && !anyway) over.add(id);
		else left -= cost;
	}
	return over;
};
