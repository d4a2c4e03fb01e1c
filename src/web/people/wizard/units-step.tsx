import { useTranslations } from 'use-intl';

import { Button } from '../../parts/button.tsx';
import { UnitTree } from '../settings/unit-tree.tsx';

type UnitsStepProps = Readonly<{ onDone: () => void }>;

/** The first units; more can be added at any time. */
export function UnitsStep({ onDone }: UnitsStepProps) {
	const say = useTranslations('people.wizard.units');
	return (
		<>
			<UnitTree />
			<div className="wiz-b">
				<Button kind="main" onPress={onDone}>
					{say('verb')}
				</Button>
			</div>
		</>
	);
}
