import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { movePostEndpoint } from '#contract/planning.ts';
import { instant } from '#kernel/time.ts';

import { type Doubt, DoubtRows, isDoubt, toDecision } from '../editorial/schedule-doubt.tsx';
import { useAct } from '../parts/asking.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { useZone } from '../parts/moment.tsx';
import { wallAt } from './days.ts';
import { FreeSlots } from './free-slots.tsx';
import type { Move } from './moving.ts';
import type { PlanItem } from './shapes.ts';

type MoveDialogProps = Readonly<{
	move: Move;
	onClose: () => void;
	onMoved: (item: PlanItem, at: string | null) => void;
}>;

/** The twin of dragging. What is out cannot be moved, and the dialog says so. */
export function MoveDialog({ move, onClose, onMoved }: MoveDialogProps) {
	return move.item.mayMove ? (
		<Asking move={move} onClose={onClose} onMoved={onMoved} />
	) : (
		<Fixed item={move.item} onClose={onClose} />
	);
}

function Asking({ move: { item, local: dropped, failure: before }, onClose, onMoved }: MoveDialogProps) {
	const say = useTranslations('planning.move');
	const zone = useZone();
	const [local, setLocal] = useState(dropped ?? (item.at === null ? '' : wallAt(instant(item.at), zone)));
	const [doubt, setDoubt] = useState<Doubt>();
	const [stale, setStale] = useState(false);
	const {
		run,
		busy,
		failure: now,
	} = useAct(movePostEndpoint, {
		topics: ['post', 'delivery'],
		onDone: ({ at }) => {
			onMoved(item, at);
			onClose();
		},
	});
	const failure = stale ? undefined : (now ?? before);
	const asked = isDoubt(failure);
	const send = () => {
		setStale(false);
		void run({ id: item.id, local: local.slice(0, 16), zone, ...toDecision(doubt) });
	};
	const choose = (value: string) => {
		setLocal(value);
		setDoubt(undefined);
		setStale(true);
	};
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button
				kind="main"
				icon="calendar-clock"
				busy={busy}
				blocked={local === '' ? say('no-time') : undefined}
				onPress={send}
			>
				{say('verb')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('title', { title: item.title || say('untitled') })} onClose={onClose} acts={acts}>
			{!asked && <FormSummary failure={failure} />}
			<TextField
				label={say('when')}
				hint={say('zone', { zone })}
				type="datetime-local"
				value={local}
				onChange={choose}
				autoFocus
			/>
			<FreeSlots postId={item.id} onTake={choose} />
			{asked && <DoubtRows failure={failure} zone={zone} value={doubt} onChange={setDoubt} />}
			<p className="hint">{say(item.state === 'scheduled' ? 'keeps-approval' : 'is-wish')}</p>
		</Dialog>
	);
}

type FixedProps = Readonly<{ item: PlanItem; onClose: () => void }>;

function Fixed({ item, onClose }: FixedProps) {
	const say = useTranslations('planning.move');
	const out = item.state === 'published' || item.state === 'withdrawn';
	const acts = (
		<>
			<ButtonLink to={`/redaktion/${item.id}`}>{say('open')}</ButtonLink>
			<Button kind="main" onPress={onClose}>
				{say('leave')}
			</Button>
		</>
	);
	return (
		<Dialog title={say(out ? 'fixed-title' : 'denied-title')} onClose={onClose} acts={acts}>
			<p>{say(out ? 'fixed' : 'denied')}</p>
		</Dialog>
	);
}
