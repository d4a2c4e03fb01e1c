import type { Authority } from './authority.ts';
import type { Staff } from './person.ts';
import type { UnitTree } from './unit-tree.ts';

/** Everyone and every unit, as they stand now. */
export interface Directory extends Staff {
	/** Null until set-up has named it. */
	readonly authority: Authority | null;
	readonly tree: UnitTree;
	/** The sample city: no second factor, seats instead of passwords, nothing leaves the house. */
	readonly sample: boolean;
}
