import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import type { CallFailure } from '../parts/call.ts';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { useZone } from '../parts/moment.tsx';
import { FreeSlots } from '../planning/free-slots.tsx';
import { type Doubt, DoubtRows, isDoubt, toDecision } from './schedule-doubt.tsx';

/** A wall time in its zone, with what was decided where the clock change leaves a doubt. */
export type ChosenTime = { readonly local: string; readonly zone: string } & ReturnType<typeof toDecision>;

type TimeProps = Readonly<{
	title: string;
	verb: string;
	postId: string;
	/** What stands in the field: `2026-11-24T07:30`, or nothing. */
	local: string;
	onLocal: (local: string) => void;
	failure: CallFailure | undefined;
	busy: boolean;
	onSend: (time: ChosenTime) => void;
	onClose: () => void;
	children?: ReactNode;
}>;

/** Asks for the wall time of a post. On the two nights of the clock change it asks what is meant instead of guessing. */
export function TimeDialog(props: TimeProps) {
	const { title, verb, postId, local, onLocal, failure, busy, onSend, onClose, children } = props;
	const say = useTranslations('editorial.schedule');
	const zone = useZone();
	const [doubt, setDoubt] = useState<Doubt>();
	// An answer to another time than the one in the field says nothing any more.
	const [answered, setAnswered] = useState(local);
	const told = answered === local ? failure : undefined;
	const asked = isDoubt(told);
	const choose = (value: string) => {
		onLocal(value);
		setDoubt(undefined);
	};
	const send = () => {
		setAnswered(local);
		onSend({ local: local.slice(0, 16), zone, ...toDecision(doubt) });
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
				{verb}
			</Button>
		</>
	);
	return (
		<Dialog title={title} onClose={onClose} acts={acts}>
			{!asked && <FormSummary failure={told} />}
			<TextField
				label={say('when')}
				hint={say('zone', { zone })}
				type="datetime-local"
				value={local}
				onChange={choose}
				autoFocus
			/>
			<FreeSlots postId={postId} onTake={choose} />
			{asked && <DoubtRows failure={told} zone={zone} value={doubt} onChange={setDoubt} />}
			{children}
		</Dialog>
	);
}
