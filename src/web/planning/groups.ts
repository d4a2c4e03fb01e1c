import type { z } from 'zod';

import { listTargetGroupsEndpoint, type TargetGroupShape } from '#contract/planning-topics.ts';

import { useQueryOf } from '../parts/asking.ts';

export type TargetGroup = z.output<typeof TargetGroupShape>;

/** Whom the authority speaks to. */
export const useGroups = (): readonly TargetGroup[] =>
	useQueryOf(listTargetGroupsEndpoint, {}, { topics: ['setting'] }).data?.items ?? [];

/** Names target groups by their id. */
export const useGroupNames = (): ((id: string) => string) => {
	const groups = useGroups();
	return (id) => groups.find((group) => group.id === id)?.name ?? '';
};
