import { SettingsHead } from './settings-head.tsx';
import { UnitTree } from './unit-tree.tsx';

/** The units of the authority. */
export function UnitsPage() {
	return (
		<>
			<SettingsHead place="units" />
			<div className="sheet">
				<UnitTree />
			</div>
		</>
	);
}
