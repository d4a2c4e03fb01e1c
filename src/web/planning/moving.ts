import { createContext, useContext } from 'react';

import type { CallFailure } from '../parts/call.ts';
import type { PlanItem } from './shapes.ts';

/** A post on its way to another time: where it was dropped, and why it did not get there. */
export interface Move {
	readonly item: PlanItem;
	readonly local?: string;
	readonly failure?: CallFailure;
}

export interface Moving {
	/** Opens the dialog "move to ...". */
	readonly ask: (move: Move) => void;
	/** Moves at once, as dragging does; a doubt or a refusal opens the dialog. */
	readonly drop: (item: PlanItem, local: string) => void;
	/** The post whose card has the focus: the key V is meant for it. */
	readonly focus: (item: PlanItem | null) => void;
	/** The post that is being dragged. */
	readonly drag: (item: PlanItem | null) => void;
	readonly dragged: () => PlanItem | null;
}

export const MovingContext = createContext<Moving | null>(null);

export const useMoving = (): Moving => {
	const moving = useContext(MovingContext);
	if (moving === null) throw new Error('only pages of the plan can move posts');
	return moving;
};
