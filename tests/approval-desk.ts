import type { z } from 'zod';

import { createRuleEndpoint, endRuleEndpoint, readApprovalEndpoint } from '#contract/approval.ts';
import { approvePostEndpoint } from '#contract/editorial-acts.ts';
import { mailsEndpoint } from '#contract/mail.ts';
import type { Actor } from '#kernel/permission.ts';

import type { Newsdesk } from './newsdesk.ts';

export type NewRule = z.input<typeof createRuleEndpoint.input>;
type Deciders = NewRule['steps'][number]['deciders'];

/** A step that asks holders of these roles. */
export const stepFor = (id: string, roles: Deciders['roles'], more: object = {}): NewRule['steps'][number] => ({
	...{ id, name: id, eyes: 1, deadlineMinutes: null, remindMinutes: null, substituteId: null, escalateTo: [] },
	deciders: { roles, persons: [], guests: [] },
	...more,
});

/** Rules of approval at a news desk, for tests. */
export const rulesAt = (desk: () => Newsdesk) => ({
	ruleOf: (steps: NewRule['steps'], more: Partial<NewRule> = {}): NewRule => ({
		...{ name: 'Zwei Schritte', unitId: desk().unitId, channels: [], kinds: [], risk: 'none', order: 'in-turn' },
		...{ mentor: null, steps, ...more },
	}),
	/** The rule holds while `work` runs. */
	async under(rule: NewRule, work: (id: string) => Promise<void>): Promise<void> {
		const { office, boss } = desk();
		const made = await office.call(createRuleEndpoint, rule, boss);
		if (made.status !== 200) throw new Error(JSON.stringify(made.body));
		try {
			await work(made.body.id);
		} finally {
			await office.call(endRuleEndpoint, { id: made.body.id }, boss);
		}
	},
	approve: (id: string, contentHash: string, who: Actor) =>
		desk().office.call(approvePostEndpoint, { id, contentHash }, who),
	approvalOf: async (id: string, who?: Actor) =>
		(await desk().office.call(readApprovalEndpoint, { id }, who ?? desk().anna)).body,
	subjectsTo: async (mail: string): Promise<string[]> =>
		(await desk().office.call(mailsEndpoint, { limit: 100 }, desk().boss)).body.items
			.filter(({ to }) => to === mail)
			.map(({ subject }) => subject),
});
