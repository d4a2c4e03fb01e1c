import type { OpeningFacts } from '#contract/opening.ts';

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
