import { useTranslations } from 'use-intl';

import { Plate } from '../parts/plate.tsx';
import { useKnownPresences } from './presences.ts';
import type { FreeSlot } from './shapes.ts';

type ChipsProps = Readonly<{ slots: readonly FreeSlot[] }>;

/** Times that are meant for a presence and that no post has taken. */
export function SlotChips({ slots }: ChipsProps) {
	const say = useTranslations('planning.slots');
	const presences = useKnownPresences();
	return slots.map(({ presenceId, local }) => (
		<span key={`${presenceId} ${local}`} className="slot">
			{say('free', { time: local.slice(11).replace(/^0/, '') })}
			<Plate channel={presences.of(presenceId)?.channel ?? ''} />
		</span>
	));
}
