import {
	addRuleEndpoint,
	rulesEndpoint,
	saveHidingEndpoint,
	switchRuleEndpoint,
	tryRuleEndpoint,
} from '#contract/rules.ts';

import type { SampleSpamRule } from './course.ts';
import { actor, type Happening, type Telling } from './write-posts.ts';

/** A rule is written, tried out, switched on, and hiding by itself allowed in its unit. */
export const happeningsOfSpamRule = (telling: Telling, rule: SampleSpamRule): readonly Happening[] => [
	{ at: telling.house.at(rule), happen: () => makeRule(telling, rule) },
];

const makeRule = async (
	{ house, staff, ...telling }: Telling,
	{ unit: key, lead, name, links, perHour }: SampleSpamRule,
): Promise<void> => {
	const unit = staff.units.get(key) ?? '';
	const who = actor({ house, staff, ...telling }, lead);
	const { netiquette, hiding } = await house.call(rulesEndpoint, { unit }, who);
	const number = (netiquette.find(({ de }) => /Werbung|Spam/.test(`${de.title} ${de.text}`)) ?? netiquette[0])?.number;
	const conditions = [{ is: 'stranger' as const }, { is: 'links' as const, least: links }];
	const effects = { label: null, priority: null, duty: false, hides: true };
	const propose = number === undefined ? null : { step: 'hide' as const, rule: number };
	const rule = { name, conditions, effects: { ...effects, propose } };
	const { id: ruleId } = await house.call(addRuleEndpoint, { unit, rule }, who);
	let cursor: string | undefined;
	do cursor = (await house.call(tryRuleEndpoint, { ruleId, version: 1, cursor }, who)).next;
	while (cursor !== undefined);
	await house.call(switchRuleEndpoint, { ruleId, version: 1, on: true }, who);
	await house.call(saveHidingEndpoint, { unit, version: hiding.version, on: true, perHour }, who);
};
