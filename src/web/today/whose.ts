/** Whose work is shown: what waits for me, or everything of the unit. */
export type Whose = 'mine' | 'unit';
