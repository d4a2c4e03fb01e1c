import { labelsEndpoint } from '#contract/triage.ts';

import { useQueryOf } from '../parts/asking.ts';

/** The labels of the house, to name what carries them. */
export const useLabels = () => useQueryOf(labelsEndpoint, {}, { topics: ['setting'] }).data?.items ?? [];

/** The names of these labels. */
export function Labels({ ids }: Readonly<{ ids: readonly string[] }>) {
	const labels = useLabels();
	return labels
		.filter(({ id }) => ids.includes(id))
		.map(({ id, name }) => (
			<span key={id} className="tri-tag">
				{name}
			</span>
		));
}
