import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type DeliveryView, discardDeliveryEndpoint, releaseDeliveriesEndpoint } from '#contract/delivery.ts';
import { instant } from '#kernel/time.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { channelOf } from './stop-name.ts';

type ReviewDialogProps = Readonly<{ items: readonly DeliveryView[]; onClose: () => void }>;

/** What came too late, in a list: ticked copies are sent one by one, or given up with a reason. */
export function ReviewDialog({ items, onClose }: ReviewDialogProps) {
	const say = useTranslations('delivery.review');
	const speak = useSpeakMoment();
	const [ticked, setTicked] = useState<readonly string[]>([]);
	const [giving, setGiving] = useState(false);
	const release = useAct(releaseDeliveriesEndpoint, { topics: ['delivery'], onDone: () => setTicked([]) });
	const channel = useTranslations('common.channel');
	const partOf = useTranslations('delivery.sheet');
	// What belongs to one post stands together.
	const sorted = items.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt) || a.title.localeCompare(b.title));
	const placeOf = ({ channel: kind, name }: DeliveryView['presence']): string => {
		const known = channelOf(kind);
		return known === undefined || channel(known) === name ? name : `${channel(known)}, ${name}`;
	};
	const ids = items.map(({ id }) => id).filter((id) => ticked.includes(id));
	const none = ids.length === 0 ? say('none-ticked') : undefined;
	const tick = (id: string, is: boolean) => setTicked(is ? [...ticked, id] : ticked.filter((other) => other !== id));
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button blocked={none} onPress={() => setGiving(true)}>
				{say('discard')}
			</Button>
			<Button
				kind="main"
				icon="send"
				busy={release.busy}
				blocked={none}
				onPress={() => void release.run({ ids: [...ids] })}
			>
				{say('release-ticked', { count: ids.length })}
			</Button>
		</>
	);
	return (
		<Dialog title={say('list-title')} onClose={onClose} acts={acts} wide>
			<p>{say('list-text')}</p>
			<FormSummary failure={release.failure} />
			{items.length === 0 ? (
				<Empty kind="done" title={say('none')} />
			) : (
				<Checkbox
					label={say('all')}
					checked={ids.length === items.length}
					onChange={(is) => setTicked(is ? items.map(({ id }) => id) : [])}
				/>
			)}
			{sorted.map(({ id, title, presence, dueAt, part }) => (
				<Checkbox
					key={id}
					label={part ? `${title} (${partOf('part', { ...part })})` : title}
					hint={say('was-due', { name: placeOf(presence), moment: speak(instant(dueAt)) })}
					checked={ids.includes(id)}
					onChange={(is) => tick(id, is)}
				/>
			))}
			{giving && <GiveUp ids={ids} onClose={() => setGiving(false)} />}
		</Dialog>
	);
}

type GiveUpProps = Readonly<{ ids: readonly string[]; onClose: () => void }>;

function GiveUp({ ids, onClose }: GiveUpProps) {
	const say = useTranslations('delivery.review');
	const common = useTranslations('delivery.discard');
	const discard = useAct(discardDeliveryEndpoint, { topics: ['delivery'] });
	const giveUp = async (reason: string) => {
		let last = await discard.run({ id: ids[0] ?? '', reason });
		for (const id of ids.slice(1)) if (last.ok) last = await discard.run({ id, reason });
		return last;
	};
	return (
		<ConfirmDialog
			title={say('discard-title', { count: ids.length })}
			verb={common('verb')}
			safe={common('safe')}
			danger
			reason={common('reason')}
			onConfirm={giveUp}
			onClose={onClose}
		/>
	);
}
