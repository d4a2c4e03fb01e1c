import { useTranslations } from 'use-intl';

import { useRestraintLine, useRuleName, useSettingSentence } from './rule-words.ts';
import type { Checks, Netiquette, Openings, Profile, Restraint, Style } from './shapes.ts';

/** One thing that a version says otherwise than the one before; empty where it is not said. */
export interface Change {
	readonly what: string;
	readonly before: string;
	readonly now: string;
}

/** What both versions say, by name: names in the order of the newer, then what is gone. */
type Said = ReadonlyMap<string, string>;

export const changesOf = (before: Said, now: Said): readonly Change[] =>
	[...new Set([...now.keys(), ...before.keys()])].flatMap((what) => {
		const change = { what, before: before.get(what) ?? '', now: now.get(what) ?? '' };
		return change.before === change.now ? [] : [change];
	});

const figures = ['similarDays', 'apartMinutes', 'mostPerDay'] as const;
const lists = ['trunks', 'domains', 'ibans', 'addresses', 'holders', 'parties', 'candidates'] as const;

/** Every setting of a version of the checks, as a sentence. */
export const useChecksSaid = (): ((checks: Checks) => Said) => {
	const nameOf = useRuleName();
	const sentence = useSettingSentence();
	const [figure, paragraph, setting] = [
		useTranslations('policy.figure'),
		useTranslations('policy.paragraph'),
		useTranslations('policy.setting'),
	];
	return ({ rules, paragraphs, ...rest }) =>
		new Map([
			...Object.entries(rules).map(([id, rule]): [string, string] => [
				nameOf(id),
				[sentence(rule), ...rule.exceptions.map(placesOf(setting))].join('; '),
			]),
			...paragraphs.map((one): [string, string] => [
				paragraph('number', { number: one.number }),
				[one.title, one.text].filter(Boolean).join('. '),
			]),
			...figures.map((key): [string, string] => [figure(key), String(rest[key])]),
		]);
};

/** How much of where an exception holds is said here: its severity and how many places, kinds and groups it names. */
const placesOf =
	(setting: ReturnType<typeof useTranslations<'policy.setting'>>) =>
	({ severity, units, channels, kinds, groups }: Checks['rules'][string]['exceptions'][number]): string =>
		setting('places', {
			severity: setting(severity),
			...{ units: units.length, channels: channels.join(', ') || '–' },
			...{ kinds: kinds.length, groups: groups.length },
		});

/** Every part of a version of the city profile, as a sentence. */
export const useProfileSaid = (): ((profile: Profile) => Said) => {
	const say = useTranslations('policy.profile');
	const restraint = useTranslations('policy.restraint');
	const style = useTranslations('policy.style');
	const line = useRestraintLine();
	const window = (one: Restraint): string =>
		[line(one), ...one.allowed.map((what) => restraint(`allow-${what}`))].join(', ');
	const voice = ({ address, gender, tone, mostWords, mostEmojis, leastEase }: Style): string =>
		[
			`${style('address')}: ${style(`address-${address}`)}`,
			`${style('gender')}: ${style(`gender-${gender}`)}`,
			`${style('tone')}: ${style(`tone-${tone}`)}`,
			`${style('mostWords')}: ${mostWords}`,
			`${style('mostEmojis')}: ${mostEmojis}`,
			`${style('leastEase')}: ${leastEase}`,
		].join('; ');
	return (profile) =>
		new Map([
			...lists.map((key): [string, string] => [say(key), profile[key].join(', ')]),
			[restraint('title'), profile.restraints.map(window).join('; ')] satisfies [string, string],
			...profile.styles.map((one): [string, string] => [`${style('title')}: ${one.name}`, voice(one)]),
		]);
};

/** The networks of a version of the rule of openings. */
export const useOpeningsSaid = (): ((openings: Openings) => Said) => {
	const say = useTranslations('policy.openings');
	const channel = useTranslations('common.channel');
	return ({ networks }) => new Map([[say('free'), networks.map((one) => channel(one)).join(', ')]]);
};

/** Every rule of a version of the netiquette, in both languages. */
export const useNetiquetteSaid = (): ((netiquette: Netiquette) => Said) => {
	const say = useTranslations('policy.netiquette');
	return ({ intro, rules }) =>
		new Map(
			(['de', 'en'] as const).flatMap((language): [string, string][] => [
				[say(`intro-${language}`), intro[language]],
				...rules.map((one): [string, string] => [
					say(`rule-${language}`, { number: one.number }),
					[one[language].title, one[language].text].join('. '),
				]),
			]),
		);
};
