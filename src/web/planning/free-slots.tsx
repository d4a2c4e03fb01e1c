import { useTranslations } from 'use-intl';

import { nextSlotsEndpoint } from '#contract/planning.ts';
import { instant } from '#kernel/time.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { usePresences } from './presences.ts';

type FreeSlotsProps = Readonly<{ postId: string; onTake: (local: string) => void }>;

/** The next free slots of where the post goes; nothing where no slots are set. */
export function FreeSlots({ postId, onTake }: FreeSlotsProps) {
	const say = useTranslations('planning.slots');
	const speak = useSpeakMoment();
	const presences = usePresences();
	const { data } = useQueryOf(nextSlotsEndpoint, { id: postId }, { topics: ['post'] });
	if (!data || data.items.length === 0) return null;
	return (
		<fieldset className="field pl-next">
			<legend className="lab">{say('next')}</legend>
			{data.items.map(({ presenceId, at, local }) => (
				<Button key={`${presenceId} ${local}`} small onPress={() => onTake(local)}>
					{say('at', { moment: speak(instant(at)), presence: presences.of(presenceId)?.name ?? '' })}
				</Button>
			))}
		</fieldset>
	);
}
