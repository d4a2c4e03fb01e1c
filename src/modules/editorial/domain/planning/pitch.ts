/** How far a proposed topic has come. */
export type PitchState = 'pitched' | 'accepted' | 'assigned' | 'drafted' | 'declined';
export type PitchStep = 'accept' | 'decline' | 'assign' | 'draft';

/** Where each step leads. */
export const pitchStates: Readonly<Record<PitchStep, PitchState>> = {
	accept: 'accepted',
	decline: 'declined',
	assign: 'assigned',
	draft: 'drafted',
};

const from: Readonly<Record<PitchStep, readonly PitchState[]>> = {
	accept: ['pitched', 'declined'],
	decline: ['pitched', 'accepted', 'assigned'],
	assign: ['accepted', 'assigned'],
	draft: ['accepted', 'assigned'],
};

/** Where the step leads from here; null when it is not possible here. A draft is never made twice. */
export const stepPitch = (state: PitchState, step: PitchStep): PitchState | null =>
	from[step].includes(state) ? pitchStates[step] : null;
