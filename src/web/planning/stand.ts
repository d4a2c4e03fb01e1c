export const pitchStates = ['pitched', 'accepted', 'assigned', 'drafted', 'declined'] as const;
export type PitchState = (typeof pitchStates)[number];

/** How far the shown topics have come, as it stands in the address. */
export const readStand = (search: Readonly<Record<string, unknown>>): { stand?: PitchState } => {
	const stand = pitchStates.find((one) => one === search['stand']);
	return stand ? { stand } : {};
};
