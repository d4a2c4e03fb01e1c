import { useLocale, useTranslations } from 'use-intl';

import { sayDay } from '../library/day.ts';
import type { Restraint, Setting } from './shapes.ts';

/** Every check of the office has its name here; a test holds the files to that. */
type RuleId = 'too-long';

export const useRuleName = (): ((id: string) => string) => {
	const say = useTranslations('policy.check');
	// NOTE: checks come from the office; a missing name shows its key and fails the test.
	return (id) => say(id as RuleId);
};

/** "warnt, außer an 2 Orten; Nr. 2; aufheben darf: Leitung" in one line. */
export const useSettingSentence = (): ((setting: Setting) => string) => {
	const say = useTranslations('policy.setting');
	const role = useTranslations('policy.role');
	return ({ severity, paragraph, waive, exceptions }) =>
		[
			say(severity),
			paragraph === null ? '' : say('paragraph', { number: paragraph }),
			exceptions.length > 0 ? say('exceptions', { count: exceptions.length }) : '',
			severity === 'block'
				? waive.length > 0
					? say('waive', { roles: waive.map((one) => role(one)).join(', ') })
					: say('no-waive')
				: '',
		]
			.filter(Boolean)
			.join(' · ');
};

/** "Kommunalwahl: 1. März 2027 bis 14. März 2027". */
export const useRestraintLine = (): ((restraint: Restraint) => string) => {
	const say = useTranslations('policy.restraint');
	const language = useLocale();
	return ({ name, from, until }) => say('line', { name, from: sayDay(from, language), until: sayDay(until, language) });
};
