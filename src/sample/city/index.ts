import type { SampleCity } from '../course.ts';
import { shelf } from './library.ts';
import { accounts, people, plannedAccount, units } from './people.ts';
import { pieces } from './pieces.ts';
import { plan } from './plan.ts';
import { ahead } from './posts-ahead.ts';
import { autumn } from './posts-autumn.ts';
import { everyday } from './posts-everyday.ts';
import { now } from './posts-now.ts';
import { spamRule } from './spam-rule.ts';
import { talks } from './talks.ts';
import { talksEveryday } from './talks-everyday.ts';
import { talksNow } from './talks-now.ts';
import { twoSteps } from './two-steps.ts';

/** Musterstadt: an invented city of 60,000. Every name, place and number in it is made up. */
export const musterstadt: SampleCity = {
	name: 'Stadt Musterstadt',
	units,
	people,
	accounts,
	plannedAccount,
	pieces,
	plan,
	posts: [...autumn, ...everyday, ...now, ...ahead],
	twoSteps,
	spamRule,
	talks: [...talks, ...talksEveryday, ...talksNow],
	shelf,
};

/** What one of its people does and where in the list they stand, by mail address. */
export const aboutPerson = (mail: string) => {
	const rank = people.findIndex((person) => person.mail === mail);
	const person = people[rank];
	return person === undefined ? null : { does: person.does, rank };
};
