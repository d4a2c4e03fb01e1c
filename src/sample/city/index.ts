import type { SampleCity } from '../course.ts';
import { accounts, people, units } from './people.ts';
import { ahead } from './posts-ahead.ts';
import { autumn } from './posts-autumn.ts';
import { now } from './posts-now.ts';
import { talks } from './talks.ts';
import { talksNow } from './talks-now.ts';

/** Musterstadt: an invented city of 60,000. Every name, place and number in it is made up. */
export const musterstadt: SampleCity = {
	name: 'Stadt Musterstadt',
	units,
	people,
	accounts,
	posts: [...autumn, ...now, ...ahead],
	talks: [...talks, ...talksNow],
};

/** What one of its people does, by mail address. */
export const aboutPerson = (mail: string): { readonly de: string; readonly en: string } | null =>
	people.find((person) => person.mail === mail)?.does ?? null;
