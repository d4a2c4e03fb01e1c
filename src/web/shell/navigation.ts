import type { Permission } from '#kernel/permission.ts';

import type { IconName } from '../parts/icons.ts';
import { useOffice } from './office.tsx';

export interface Place {
	readonly key: 'today' | 'editorial' | 'media' | 'dialogue' | 'rules' | 'records' | 'settings';
	readonly to: string;
	readonly icon: IconName;
	/** Where else one is still at this place. */
	readonly also?: string;
	/** Who holds one of these sees it. */
	readonly for: readonly Permission[];
	/** Daily work first, then weekly, then what is rarely needed. */
	readonly group: 'daily' | 'weekly' | 'rare';
}

/** The places of the desk, in the order people need them. */
const places: readonly Place[] = [
	{ key: 'today', to: '/', icon: 'sun', for: ['desk.use'], group: 'daily' },
	{ key: 'editorial', to: '/redaktion', also: '/plan', icon: 'pen-line', for: ['post.read'], group: 'daily' },
	{ key: 'dialogue', to: '/dialog', icon: 'messages-square', for: ['conversation.read'], group: 'daily' },
	{ key: 'media', to: '/medien', icon: 'image', for: ['post.read'], group: 'weekly' },
	{ key: 'rules', to: '/regeln', icon: 'scale', for: ['policy.read'], group: 'weekly' },
	{ key: 'records', to: '/akte', icon: 'archive', for: ['record.read'], group: 'weekly' },
	{
		key: 'settings',
		to: '/einrichtung',
		icon: 'sliders-horizontal',
		for: [
			'person.manage',
			'unit.manage',
			'presence.manage',
			'newsroom.manage',
			'settings.manage',
			'approval.manage',
			'service.manage',
			'retention.manage',
		],
		group: 'rare',
	},
];

/** Pages with three columns: there the navigation folds to a rail. Paths as the router sees them, below the desk. */
export const needsRoom = (path: string): boolean => /^\/(dialog(\/|$)|redaktion\/.)/.test(path);

/** The places this person may enter. Others are absent, not grey. */
export const usePlaces = (): readonly Place[] => {
	const { may } = useOffice();
	return places.filter((place) => place.for.some((permission) => may(permission)));
};
