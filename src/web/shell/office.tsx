import { Navigate } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext } from 'react';
import type { z } from 'zod';

import { whoamiEndpoint } from '#contract/people.ts';
import { type Actor, may, type Permission } from '#kernel/permission.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Loading } from '../parts/empty.tsx';
import { ZoneContext } from '../parts/moment.tsx';

/** Who sits at the desk, for which units, and how the office stands. */
export type Whoami = z.output<typeof whoamiEndpoint.output>;

export interface DeskOffice extends Whoami {
	/** Whether the person may do this in the unit; without a unit: anywhere. The office decides again in the act. */
	may(permission: Permission, unitId?: string): boolean;
}

const OfficeContext = createContext<DeskOffice | null>(null);

export const useOffice = (): DeskOffice => {
	const office = useContext(OfficeContext);
	if (office === null) throw new Error('only pages inside the shell know who sits at the desk');
	return office;
};

type OfficeProps = Readonly<{ children: ReactNode }>;

/** Knows who is here before the desk is shown. */
export function Office({ children }: OfficeProps) {
	const query = useQueryOf(whoamiEndpoint, {}, { topics: ['person', 'presence', 'setting'] });
	return (
		<Answer query={query}>
			{(whoami) => {
				// Who has just set it up comes back with the old answer still in hand: wait for the new one.
				if (whoami.mustEnrol) return query.isFetching ? <Loading /> : <Navigate to="/zweiter-faktor" />;
				return (
					<OfficeContext value={withRights(whoami)}>
						<ZoneContext value={whoami.authority.zone}>{children}</ZoneContext>
					</OfficeContext>
				);
			}}
		</Answer>
	);
}

const withRights = (whoami: Whoami): DeskOffice => {
	const { person, grants, elevated } = whoami;
	const actor: Actor = { kind: 'person', id: person.id, name: person.name, grants, elevated };
	return { ...whoami, may: (permission, unitId) => may(actor, permission, unitId) };
};
