import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { authorityRoles, type Role, unitRoles } from '#kernel/permission.ts';
import type { Instant } from '#kernel/time.ts';

import {
	borrowedRoles,
	byName,
	fits,
	grantsOf,
	initialsOf,
	needsSecondFactor,
	type Person,
	responsibleFor,
} from './person.ts';
import { type Unit, unitTree, wouldLoop } from './unit-tree.ts';

const at = (n: number) => n as Instant;
const unit = (id: string, parentId: string | null): Unit => ({ id, parentId, name: id, short: id, closed: false });
/** top > a > a1, top > b */
const tree = unitTree([unit('a1', 'a'), unit('b', 'top'), unit('top', null), unit('a', 'top')]);
const person = (id: string, roles: Person['roles'], state: Person['state'] = 'active'): Person => ({
	id,
	name: id,
	mail: `${id}@x.example`,
	state,
	initials: 'XX',
	roles,
});
const staffOf = (...persons: Person[]) => ({
	persons: new Map(persons.map((one) => [one.id, one])),
	substitutions: [],
});

/** A forest in which every parent comes before its children. */
const forest = fc
	.array(fc.nat(), { minLength: 1, maxLength: 12 })
	.map((picks) =>
		picks.map((pick, index) => unit(`u${index}`, index === 0 || pick % 4 === 0 ? null : `u${pick % index}`)),
	);

describe('the tree of units', () => {
	it('has a unit below another exactly when the other is on its path', () => {
		fc.assert(
			fc.property(forest, (units) => {
				const grown = unitTree(units);
				for (const one of units)
					for (const other of units) {
						const onPath = grown.path(one.id).some(({ id }) => id === other.id);
						expect(grown.below(other.id).includes(one.id)).toBe(onPath);
					}
			}),
		);
	});

	it('lists every unit once, parents before children', () => {
		fc.assert(
			fc.property(forest, (units) => {
				const order = unitTree(units).all.map(({ id }) => id);
				expect([...order].sort()).toEqual(units.map(({ id }) => id).sort());
				for (const { id, parentId } of units)
					if (parentId) expect(order.indexOf(parentId)).toBeLessThan(order.indexOf(id));
			}),
		);
	});

	it('knows when a move would make a circle', () => {
		expect(wouldLoop(tree, 'a', 'a1')).toBe(true);
		expect(wouldLoop(tree, 'a', 'a')).toBe(true);
		expect(wouldLoop(tree, 'a', 'b')).toBe(false);
		expect(wouldLoop(tree, 'a', null)).toBe(false);
	});

	it('knows nothing of an unknown unit', () => {
		expect([tree.path('x'), tree.below('x'), tree.get('x')]).toEqual([[], [], undefined]);
	});
});

describe('roles', () => {
	it('reach their unit and below, or everywhere', () => {
		const roles = [
			{ role: 'author' as const, unitId: 'a' },
			{ role: 'admin' as const, unitId: null },
		];
		expect(grantsOf(roles, tree)).toEqual([
			{ role: 'author', units: ['a', 'a1'] },
			{ role: 'admin', units: 'all' },
		]);
	});

	it.each(unitRoles)('%s needs a unit', (role) => {
		expect([fits({ role, unitId: 'a' }), fits({ role, unitId: null })]).toEqual([true, false]);
	});

	it.each(authorityRoles)('%s has none, and requires a second factor', (role) => {
		expect([fits({ role, unitId: 'a' }), fits({ role, unitId: null })]).toEqual([false, true]);
		expect(needsSecondFactor([{ role, unitId: null }])).toBe(true);
	});

	it.each([
		['author', false],
		['agent', false],
		['approver', true],
		['lead', true],
	] as const)('%s requires a second factor: %s', (role, required) => {
		expect(needsSecondFactor([{ role, unitId: 'a' }])).toBe(required);
	});
});

describe('who may approve', () => {
	const roles: readonly Role[] = ['approver', 'lead'];
	const lead = person('lead', [{ role: 'lead', unitId: 'top' }]);
	const near = person('near', [{ role: 'approver', unitId: 'a' }]);
	const ids = (found: readonly { readonly personId: string }[]) => found.map(({ personId }) => personId);

	it('is whoever holds the role in the unit or above, the nearest first, never beside or below', () => {
		const beside = person('beside', [{ role: 'approver', unitId: 'b' }]);
		const below = person('below', [{ role: 'approver', unitId: 'a1' }]);
		const asked = { staff: staffOf(lead, beside, below, near), tree, now: at(0) };
		expect(ids(responsibleFor('a', roles, asked))).toEqual(['near', 'lead']);
	});

	it('is nobody excepted, locked, invited or gone', () => {
		const states = (['locked', 'invited', 'left'] as const).map((state) =>
			person(state, [{ role: 'approver', unitId: 'a' }], state),
		);
		const asked = { staff: staffOf(near, lead, ...states), tree, now: at(0), except: ['near'] };
		expect(ids(responsibleFor('a', roles, asked))).toEqual(['lead']);
	});

	it('is the substitute while the other is away, to the moment, unless excepted', () => {
		const stand = person('stand', [{ role: 'author', unitId: 'a' }]);
		const substitutions = [{ personId: 'near', substituteId: 'stand', from: at(10), until: at(20) }];
		const staff = { ...staffOf(near, stand), substitutions };
		const asked = (now: number, except: string[] = []) =>
			ids(responsibleFor('a', roles, { staff, tree, now: at(now), except }));
		expect([asked(9), asked(10), asked(19), asked(20)]).toEqual([['near'], ['stand'], ['stand'], ['near']]);
		expect(asked(10, ['stand'])).toEqual([]);
		expect(borrowedRoles('stand', { ...staff, now: at(10) })).toEqual([{ role: 'approver', unitId: 'a' }]);
		expect(borrowedRoles('stand', { ...staff, now: at(20) })).toEqual([]);
	});

	it('never passes on roles for the whole authority', () => {
		const chief = person('chief', [{ role: 'admin', unitId: null }]);
		const substitutions = [{ personId: 'chief', substituteId: 'stand', from: at(0), until: at(9) }];
		const staff = { ...staffOf(chief, person('stand', [])), substitutions };
		expect(borrowedRoles('stand', { ...staff, now: at(1) })).toEqual([]);
	});
});

describe('names', () => {
	it.each([
		['Jana Muster', 'JM'],
		['Dr. Lars von der Vorlage', 'LV'],
		['Émile', 'É'],
		['  ', '?'],
	])('%s is %s', (name, initials) => {
		expect(initialsOf(name)).toBe(initials);
	});

	it('are listed as a German reader expects, and never tie', () => {
		const names = ['Zander', 'Öztürk', 'Oppermann', 'Ahrens'].map((name, index) => ({ name, id: `${index}` }));
		expect(names.toSorted(byName).map(({ name }) => name)).toEqual(['Ahrens', 'Oppermann', 'Öztürk', 'Zander']);
		expect(byName({ name: 'A', id: '1' }, { name: 'A', id: '2' })).toBe(-1);
		expect(byName({ name: 'A', id: '1' }, { name: 'A', id: '1' })).toBe(0);
	});
});
