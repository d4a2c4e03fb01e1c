import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { movePostEndpoint, undatePostEndpoint } from '#contract/planning.ts';
import { instant } from '#kernel/time.ts';

import { useAct } from '../parts/asking.ts';
import { useShortcut } from '../parts/keys.tsx';
import { useSpeakMoment, useZone } from '../parts/moment.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { wallAt } from './days.ts';
import { MoveDialog } from './move-dialog.tsx';
import { type Move, type Moving, MovingContext } from './moving.ts';
import { PresencesContext, usePresences } from './presences.ts';
import type { PlanItem } from './shapes.ts';

type MoverProps = Readonly<{ children: ReactNode }>;

/** Lets everything below it move posts: by dragging, by a button, and by the key V. */
export function Mover({ children }: MoverProps) {
	const say = useTranslations('planning.move');
	const zone = useZone();
	const [asked, setAsked] = useState<Move | null>(null);
	const focused = useRef<PlanItem | null>(null);
	const dragged = useRef<PlanItem | null>(null);
	const announceMove = useAnnounceMove();
	const presences = usePresences();
	const move = useAct(movePostEndpoint, { topics: ['post', 'delivery'] });
	useShortcut('v', say('key'), () => focused.current && setAsked({ item: focused.current }));
	const latest = useRef({ run: move.run, announceMove });
	latest.current = { run: move.run, announceMove };
	const moving = useMemo<Moving>(
		() => ({
			ask: setAsked,
			async drop(item, local) {
				if (!item.mayMove) return setAsked({ item });
				const { run, announceMove: announce } = latest.current;
				const result = await run({ id: item.id, local, zone });
				if (result.ok) announce(item, result.value.at);
				else setAsked({ item, local, failure: result.error });
			},
			focus(item) {
				focused.current = item;
			},
			drag(item) {
				dragged.current = item;
			},
			dragged: () => dragged.current,
		}),
		[zone],
	);
	return (
		<MovingContext value={moving}>
			<PresencesContext value={presences}>{children}</PresencesContext>
			{asked && <MoveDialog move={asked} onClose={() => setAsked(null)} onMoved={announceMove} />}
		</MovingContext>
	);
}

/** Says where the post stands now, and how to undo that. */
const useAnnounceMove = () => {
	const say = useTranslations('planning.move');
	const zone = useZone();
	const speak = useSpeakMoment();
	const announce = useAnnounce();
	const back = useAct(movePostEndpoint, { topics: ['post', 'delivery'] });
	const undate = useAct(undatePostEndpoint, { topics: ['post'] });
	return (item: PlanItem, at: string | null) => {
		const before = item.at;
		const undo = () =>
			void (before === null ? undate.run({ id: item.id }) : back.run({ id: item.id, zone, ...wallOf(before, zone) }));
		if (at !== null) announce(say('done', { moment: speak(instant(at)) }), undo);
	};
};

/** The wall time of a moment; in a doubled hour the one that was meant. */
const wallOf = (iso: string, zone: string): { local: string; occurrence: 'earlier' | 'later' } => {
	const at = instant(iso);
	const local = wallAt(at, zone);
	const hourBefore = wallAt(instant(new Date(at - 3_600_000).toISOString()), zone);
	return { local, occurrence: hourBefore === local ? 'later' : 'earlier' };
};
