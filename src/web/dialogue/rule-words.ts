import { useLocale, useTranslations } from 'use-intl';
import type { z } from 'zod';

import type { RuleCondition, RuleReason, RuleWords, rulesEndpoint } from '#contract/rules.ts';
import { labelsEndpoint } from '#contract/triage.ts';
import { plates } from '#kernel/channel-name.ts';

import { useQueryOf } from '../parts/asking.ts';

/** Rules of a unit with what they can name. */
export type Rules = z.output<typeof rulesEndpoint.output>;

const SHOWN = 3;

/** How the network is called, or the form. */
export const useWay = () => {
	const say = useTranslations('dialogue');
	const name = useTranslations('common.channel');
	return (channel: string): string =>
		channel === 'mail'
			? name('mail')
			: (Object.entries(plates).find(([kind]) => kind === channel)?.[1].name ?? say('form'));
};

const useList = (type: 'conjunction' | 'disjunction') => {
	const format = new Intl.ListFormat(useLocale(), { type });
	return (parts: readonly string[]): string => format.format(parts);
};

const hints = ['emergency', 'pressing', 'insult', 'personal', 'kind', 'language'] as const;
const isHint = (name: string | undefined): name is (typeof hints)[number] => hints.some((one) => one === name);

/** A condition as half a sentence. */
export const useCondition = () => {
	const say = useTranslations('rules');
	const [way, or] = [useWay(), useList('disjunction')];
	const some = (all: readonly string[]): string =>
		all.length <= SHOWN
			? or(all)
			: say('more-of', { first: all.slice(0, SHOWN).join(', '), count: all.length - SHOWN });
	return (one: RuleCondition): string => {
		switch (one.is) {
			case 'words':
				return say('is.words', { words: some(one.any.map((word) => say('is.quoted', { word }))) });
			case 'links':
				return say('is.links', { count: one.least });
			case 'domains':
				return say('is.domains', { hosts: some(one.hosts) });
			case 'repeat':
				return say('is.repeat', { accounts: String(one.accounts), minutes: String(one.minutes) });
			case 'stranger':
				return say('is.stranger');
			case 'hint':
				return say('is.hint', { hint: say(`hints.${one.hint}`) });
			case 'channel':
				return say('is.channel', { channels: or(one.any.map(way)) });
		}
	};
};

const useEffectsOf = () => {
	const say = useTranslations('rules');
	const priority = useTranslations('dialogue.priority');
	const { data } = useQueryOf(labelsEndpoint, {}, { topics: ['setting'] });
	return ({ effects }: RuleWords): readonly string[] => [
		...(effects.label === null
			? []
			: [say('does.label', { label: data?.items.find(({ id }) => id === effects.label)?.name ?? say('label-gone') })]),
		...(effects.priority === null ? [] : [say('does.priority', { priority: priority(effects.priority) })]),
		...(effects.duty ? [say('does.duty')] : []),
		...(effects.propose === null
			? []
			: [say('does.propose', { step: say(`steps.${effects.propose.step}`), rule: effects.propose.rule })]),
		...(effects.hides ? [say('does.hides')] : []),
	];
};

/** A rule as one sentence. */
export const useSentenceOf = () => {
	const say = useTranslations('rules');
	const and = useList('conjunction');
	const [condition, effectsOf] = [useCondition(), useEffectsOf()];
	return (rule: RuleWords): string => {
		const effects = effectsOf(rule);
		const conditions = and(rule.conditions.map(condition));
		return say('sentence', { conditions, effects: effects.length > 0 ? and(effects) : '…' });
	};
};

/** Why a rule matched, in a few words. */
export const useBecause = () => {
	const say = useTranslations('rules');
	const [way, and] = [useWay(), useList('conjunction')];
	const because = ({ is, found }: RuleReason): string => {
		const [first] = found;
		switch (is) {
			case 'links':
				return say('because.links', { count: found.length });
			case 'hint':
				return say('because.hint', { found: isHint(first) ? say(`hints.${first}`) : '' });
			case 'channel':
				return say('because.channel', { found: found.map(way).join(', ') });
			case 'words':
			case 'domains':
			case 'repeat':
				return say(`because.${is}`, { found: found.join(', ') });
			default:
				return say('because.stranger');
		}
	};
	return (why: readonly RuleReason[]): string => and(why.map(because));
};
