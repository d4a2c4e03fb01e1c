import { Temporal } from 'temporal-polyfill';

import type { Language } from '#kernel/language.ts';
import type { OfficeHours } from '#kernel/office-hours.ts';
import { type Actor, permissionMatrix, type Role } from '#kernel/permission.ts';
import type { Instant } from '#kernel/time.ts';

import { type Decider, guestId } from './domain/approval.ts';
import type { Deciders, StepRule } from './domain/approval-rule.ts';
import type { EditorialNeeds, Holder } from './needs.ts';

/** Who is there to be asked, and how one writes to them; read before the transaction begins. */
export interface ApprovalAround {
	readonly holders: readonly Holder[];
	readonly unitPath: readonly string[];
	readonly language: Language;
	readonly zone: string;
	/** When the unit is open. */
	readonly hours: OfficeHours;
}

export const approvalAround = async (
	{ people, openingOf }: Pick<EditorialNeeds, 'people' | 'openingOf'>,
	unitId: string,
): Promise<ApprovalAround> => {
	const { language, zone, land } = await people.authority();
	const unitPath = (await people.unitPath(unitId)).map(({ id }) => id);
	const hours = { zone, land, ...(await openingOf(unitPath)) };
	return { holders: await people.holdersIn(unitId), unitPath, language, zone, hours };
};

const mayRead = (roles: readonly Role[]): boolean =>
	roles.some((role) => permissionMatrix['post.read'].some((one) => one === role));

/** The colleagues whom a step asks, without those who wrote. Who may not read the post is never asked. */
export const askedIn = (
	{ roles, persons }: Pick<Deciders, 'roles' | 'persons'>,
	{ holders, wrote }: { readonly holders: readonly Holder[]; readonly wrote: readonly string[] },
): readonly Holder[] =>
	holders.filter(
		(holder) =>
			!wrote.includes(holder.personId) &&
			mayRead(holder.roles) &&
			(persons.includes(holder.personId) || holder.roles.some((role) => roles.includes(role))),
	);

/** Whether somebody is asked only because they stand in for who is away. */
export const standsIn = ({ roles, borrowed }: Holder, asked: readonly Role[] = []): boolean =>
	borrowed.some((role) => asked.includes(role)) &&
	!roles.some((role) => asked.includes(role) && !borrowed.includes(role));

/** Everybody who could fulfil each step, guests and substitutes among them. */
export const candidatesOf = (
	steps: readonly StepRule[],
	given: { readonly holders: readonly Holder[]; readonly wrote: readonly string[] },
): ReadonlyMap<string, readonly string[]> =>
	new Map(
		steps.map(({ id, deciders, substituteId }) => {
			const substitute = substituteId === null ? [] : askedIn({ roles: [], persons: [substituteId] }, given);
			const staff = [...askedIn(deciders, given), ...substitute].map(({ personId }) => personId);
			return [id, [...new Set([...staff, ...deciders.guests.map((guest) => guestId(guest.id))])]];
		}),
	);

/** The actor as the rule sees them: with every role they hold in the unit now. */
export const deciderOf = ({ id, grants }: Actor, unitId: string): Decider => ({
	id,
	roles: grants.filter(({ units }) => units === 'all' || units.includes(unitId)).map(({ role }) => role),
});

/** `10:45`, or with its day when that is not today. */
export const speakDue = (at: Instant, { now, zone, language }: { now: Instant; zone: string; language: Language }) => {
	const moment = (instant: Instant) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
	const today = moment(now).toPlainDate().equals(moment(at).toPlainDate());
	const day = today ? {} : ({ weekday: 'long', day: 'numeric', month: 'long' } as const);
	return moment(at).toLocaleString(language === 'de' ? 'de-DE' : 'en-GB', {
		...day,
		hour: '2-digit',
		minute: '2-digit',
	});
};
