import type { OpeningFacts } from '#contract/opening.ts';
import { invitePersonEndpoint } from '#contract/people.ts';

import { actorWith, type TestOffice } from './office.ts';

/** What was agreed for a presence, where nobody asks by whom. */
export const agreed: OpeningFacts = {
	consentBy: 'Dr. Probe, Leitung Tiefbauamt',
	consentOn: '2026-02-02',
	purpose: 'Über Baustellen unterrichten',
	audience: 'Menschen, die in der Stadt unterwegs sind',
	responsibleId: 'responsible',
	deputyId: 'deputy',
	resolution: null,
};

/** The same with two people who work in this office, for acts that ask who they are. */
export const agreedIn = async (office: TestOffice): Promise<OpeningFacts> => {
	const invite = async (name: string) => {
		const mail = `${name}-${office.office.corridor.ids.next('probe')}@b.example`;
		const roles = [{ role: 'central' as const, unitId: null }];
		const invited = await office.call(
			invitePersonEndpoint,
			{ name, mail, roles, by: 'link' },
			actorWith('admin', 'all'),
		);
		return invited.body.id;
	};
	return { ...agreed, responsibleId: await invite('Rita'), deputyId: await invite('Denis') };
};
