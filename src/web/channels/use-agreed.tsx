import { useState } from 'react';

import type { PresenceView } from '#contract/channels.ts';
import { planPresenceEndpoint } from '#contract/presence-opening.ts';
import type { NetworkName } from '#kernel/channel-name.ts';

import { useAct } from '../parts/asking.ts';
import { OpeningFields, useOpening } from './opening-fields.tsx';

interface Opening {
	readonly wanted: { readonly unitId: string; readonly name: string; readonly sharedBelow: boolean };
	readonly planned: PresenceView | undefined;
	readonly onDone: (presenceId: string) => void;
}

/** What is agreed for a new presence: stated with it, or brought along by its plan. It may be planned and connected later. */
export const useAgreed = (network: NetworkName, { wanted, planned, onDone }: Opening) => {
	const opening = useOpening(network);
	const [tried, setTried] = useState(false);
	const act = useAct(planPresenceEndpoint, { topics: ['presence'], onDone: ({ id }) => onDone(id) });
	const { unitId, name, sharedBelow } = wanted;
	const plan = () => {
		setTried(true);
		const said = unitId !== '' && name.trim() !== '' && opening.complete;
		if (said) void act.run({ network, unitId, name, sharedBelow, opening: opening.facts });
	};
	return {
		tried,
		busy: act.busy,
		failure: act.failure,
		complete: planned !== undefined || opening.complete,
		input: planned ? { plannedId: planned.id } : { opening: opening.facts },
		plan: planned ? undefined : plan,
		fields: (triedToo: boolean) => !planned && <OpeningFields opening={opening} tried={tried || triedToo} />,
	};
};
