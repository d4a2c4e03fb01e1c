import type { OpeningFacts } from '#contract/opening.ts';
import { invitePersonEndpoint } from '#contract/people.ts';

import { agreed } from './agreed.ts';
import { actorWith, type TestOffice } from './office.ts';

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
