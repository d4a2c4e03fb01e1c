/** A part of the authority. The tree is as deep as the authority wants. */
export interface Unit {
	readonly id: string;
	readonly parentId: string | null;
	readonly name: string;
	readonly short: string;
	readonly closed: boolean;
}

export interface UnitTree {
	/** Every unit, parents before children, by name among brothers. */
	readonly all: readonly Unit[];
	get(id: string): Unit | undefined;
	/** The unit itself first, then the units above it up to the top. Empty for an unknown unit. */
	path(id: string): readonly Unit[];
	/** The unit itself and everything below it. Empty for an unknown unit. */
	below(id: string): readonly string[];
}

/** Puts units in order so that a question about reach costs no walk through the whole authority. */
export const unitTree = (units: readonly Unit[]): UnitTree => {
	const byId = new Map(units.map((unit) => [unit.id, unit]));
	const children = new Map<string | null, Unit[]>();
	for (const unit of [...units].sort((a, b) => a.name.localeCompare(b.name, 'de'))) {
		const brothers = children.get(unit.parentId) ?? [];
		brothers.push(unit);
		children.set(unit.parentId, brothers);
	}
	const withBelow = (unit: Unit): readonly Unit[] => [unit, ...(children.get(unit.id) ?? []).flatMap(withBelow)];
	const path = (id: string): readonly Unit[] => {
		const found: Unit[] = [];
		for (let unit = byId.get(id); unit; unit = unit.parentId === null ? undefined : byId.get(unit.parentId)) {
			if (found.includes(unit)) break;
			found.push(unit);
		}
		return found;
	};
	return {
		all: (children.get(null) ?? []).flatMap(withBelow),
		get: (id) => byId.get(id),
		path,
		below: (id) => {
			const unit = byId.get(id);
			return unit ? withBelow(unit).map((entry) => entry.id) : [];
		},
	};
};

/** True when hanging `id` under `parentId` would make the unit its own ancestor. */
export const wouldLoop = (tree: UnitTree, id: string, parentId: string | null): boolean =>
	parentId !== null && tree.below(id).includes(parentId);
