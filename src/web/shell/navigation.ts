import type { Permission } from '#kernel/permission.ts';

import type { IconName } from '../parts/icons.ts';
import { useOffice } from './office.tsx';

export interface Place {
	readonly key: 'today' | 'editorial' | 'dialogue' | 'records' | 'settings';
	readonly to: string;
	readonly icon: IconName;
	/** Who holds one of these sees it. */
	readonly for: readonly Permission[];
	/** Daily work first, then weekly, then what is rarely needed. */
	readonly group: 'daily' | 'weekly' | 'rare';
}

/** The places of the desk, in the order people need them. */
const places: readonly Place[] = [{ key: 'today', to: '/', icon: 'sun', for: ['desk.use'], group: 'daily' }];

/** The places this person may enter. Others are absent, not grey. */
export const usePlaces = (): readonly Place[] => {
	const { may } = useOffice();
	return places.filter((place) => place.for.some((permission) => may(permission)));
};
