import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { movePostEndpoint } from '#contract/planning.ts';
import { instant } from '#kernel/time.ts';

import { TimeDialog } from '../editorial/time-dialog.tsx';
import { useAct } from '../parts/asking.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useZone } from '../parts/moment.tsx';
import { wallAt } from './days.ts';
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
	const { run, busy, failure } = useAct(movePostEndpoint, {
		topics: ['post', 'delivery'],
		onDone: ({ at }) => {
			onMoved(item, at);
			onClose();
		},
	});
	return (
		<TimeDialog
			title={say('title', { title: item.title || say('untitled') })}
			verb={say('verb')}
			postId={item.id}
			local={local}
			onLocal={setLocal}
			failure={failure ?? before}
			busy={busy}
			onSend={(time) => void run({ id: item.id, ...time })}
			onClose={onClose}
		>
			<p className="hint">{say(item.state === 'scheduled' ? 'keeps-approval' : 'is-wish')}</p>
		</TimeDialog>
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
