import { setPresenceStateEndpoint } from '#contract/channels.ts';
import type { OpeningFacts } from '#contract/opening.ts';
import { createUnitEndpoint, invitePersonEndpoint } from '#contract/people.ts';
import { planPresenceEndpoint, stateOpeningEndpoint } from '#contract/presence-opening.ts';
import { acceptInvitationEndpoint } from '#contract/sign-in.ts';
import type { NetworkName } from '#kernel/channel-name.ts';
import { type Actor, type Role, system, unitRoles } from '#kernel/permission.ts';

import type { SampleCity, SampleOpening, SamplePerson } from './course.ts';
import { type House, SAMPLE_ZONE } from './house.ts';

/** The people of the sample and where they speak, by the keys of the course. */
export interface Staff {
	readonly units: ReadonlyMap<string, string>;
	readonly people: ReadonlyMap<string, Actor>;
	/** Presence ids by account key; `newsroom` is the own house. */
	readonly presences: ReadonlyMap<string, string>;
	/** The network of each account key. */
	readonly networks: ReadonlyMap<string, NetworkName>;
}

const contact = {
	street: 'Rathausplatz 1',
	postcode: '00000',
	place: 'Musterstadt',
	phone: '',
	mail: 'presse@musterstadt.example',
	representative: 'Oberbürgermeisterin Dr. Paula Probe',
};

const isUnitRole = (role: Role): boolean => (unitRoles as readonly Role[]).includes(role);

/** Sets the authority up, invites everybody, and opens the accounts on the practice networks. */
export const hireStaff = async (house: House, city: SampleCity): Promise<Staff> => {
	const [first, ...others] = [...city.people].sort((a, b) => Number(isAdmin(b)) - Number(isAdmin(a)));
	if (first === undefined) throw new Error('a sample without people');
	const { people: office } = house.office;
	const password = 'wird nie benutzt: Plätze statt Passwörter';
	const authority = {
		name: city.name,
		kind: 'city',
		zone: SAMPLE_ZONE,
		land: 'DE-BY',
		language: 'de',
		contact,
	} as const;
	const made = await office.setUpFromAnswers({ authority, admin: { ...first, password }, units: [] });
	if (!made.ok) throw new Error(made.error.type);
	const founder = actorOf(made.value.id, first.name, [{ role: 'admin', units: 'all' }]);

	const units = new Map<string, string>();
	for (const { key, name, short, parent } of city.units) {
		const parentId = parent === null ? null : (units.get(parent) ?? null);
		units.set(key, (await house.call(createUnitEndpoint, { name, short, parentId }, founder)).id);
	}
	const people = new Map<string, Actor>([[first.key, founder]]);
	for (const person of others) people.set(person.key, await join(house, { founder, person, units, password }));
	const networks = new Map(city.accounts.map(({ key, channel }) => [key, channel]));
	const presences = await openAccounts(house, city, { units, founder });
	await stateOpenings(house, city, { units, people, presences, founder });
	return { units, people, networks, presences };
};

const isAdmin = ({ roles }: SamplePerson): boolean => roles.some(({ role }) => role === 'admin');

const actorOf = (id: string, name: string, grants: Actor['grants']): Actor => ({
	kind: 'person',
	...{ id, name, grants },
	elevated: true,
});

interface Joining {
	readonly founder: Actor;
	readonly person: SamplePerson;
	readonly units: ReadonlyMap<string, string>;
	readonly password: string;
}

const join = async (house: House, { founder, person, units, password }: Joining): Promise<Actor> => {
	const roles = person.roles.map(({ role, unit }) => ({
		role,
		unitId: unit === null ? null : (units.get(unit) ?? null),
	}));
	const { name, mail } = person;
	const { id, link } = await house.call(invitePersonEndpoint, { name, mail, roles, by: 'link' }, founder);
	await house.call(acceptInvitationEndpoint, { token: link?.split('#')[1] ?? '', password }, founder);
	const grants: Actor['grants'][number][] = [];
	for (const { role, unitId } of roles) {
		const reach = isUnitRole(role) && unitId !== null ? await house.office.people.unitsBelow(unitId) : 'all';
		grants.push({ role, units: reach });
	}
	return actorOf(id, name, grants);
};

interface Opening {
	readonly units: ReadonlyMap<string, string>;
	readonly founder: Actor;
}

const openAccounts = async (
	house: House,
	city: SampleCity,
	{ units, founder }: Opening,
): Promise<Map<string, string>> => {
	const { channels, people } = house.office;
	const presences = new Map<string, string>();
	for (const unit of new Set(city.accounts.map((account) => account.unit)))
		for (const [key, id] of await openOfUnit(house, city, { unit, units, founder })) presences.set(key, id);
	const [top] = (await people.units()).filter(({ parentId }) => parentId === null);
	const [newsroom] = await channels.presencesFor(top?.id ?? '');
	if (newsroom) presences.set('newsroom', newsroom.id);
	return presences;
};

/** A unit gets an account on every practice network at once; one the course does not name rests. */
const openOfUnit = async (
	house: House,
	city: SampleCity,
	{ unit, units, founder }: Opening & { readonly unit: string },
): Promise<readonly (readonly [string, string])[]> => {
	const { channels } = house.office;
	const own = city.accounts.filter((account) => account.unit === unit);
	const opened = await channels.connectPractice(system('sample'), {
		unitId: units.get(unit) ?? '',
		name: own[0]?.name ?? city.name,
	});
	if (!opened.ok) throw new Error(opened.error.type);
	const keyed: (readonly [string, string])[] = [];
	for (const presence of opened.value) {
		await channels.probe(presence);
		const account = own.find(({ channel }) => channel === presence.channel);
		if (account) keyed.push([account.key, presence.id]);
		else await house.call(setPresenceStateEndpoint, { id: presence.id, state: 'paused' }, founder);
	}
	return keyed;
};

type Stating = Opening & Pick<Staff, 'people' | 'presences'>;

/** Days before today on which the units agreed: before the first account was opened. */
const AGREED = -70;

/** What was agreed for each account, and one that is planned. */
const stateOpenings = async (
	house: House,
	{ accounts, plannedAccount }: SampleCity,
	{ units, people, presences, founder }: Stating,
): Promise<void> => {
	const consentOn = house.wall({ day: AGREED, at: '10:00' }).slice(0, 10);
	const facts = ({ responsible, deputy, ...said }: SampleOpening): OpeningFacts => ({
		...said,
		consentOn,
		responsibleId: people.get(responsible)?.id ?? '',
		deputyId: people.get(deputy)?.id ?? '',
	});
	for (const { key, opening } of accounts) {
		const id = presences.get(key) ?? '';
		await house.call(stateOpeningEndpoint, { id, opening: facts(opening) }, founder);
	}
	const { unit, opening, ...plan } = plannedAccount;
	const unitId = units.get(unit) ?? '';
	await house.call(planPresenceEndpoint, { ...plan, unitId, opening: facts(opening) }, founder);
};
