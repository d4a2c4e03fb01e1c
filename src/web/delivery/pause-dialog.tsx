import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { listPresencesEndpoint } from '#contract/channels.ts';
import { listPauseTopicsEndpoint, pauseDeliveriesEndpoint } from '#contract/delivery.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { RadioRows } from '../parts/choice.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { Select } from '../parts/field.tsx';
import { useOffice } from '../shell/office.tsx';

type Kind = 'all' | 'unit' | 'channel' | 'presence' | 'topic';
const kinds = ['all', 'unit', 'channel', 'presence', 'topic'] as const;
/** What the office names the target of each kind. */
const fields = { unit: 'unitId', channel: 'channel', presence: 'presenceId', topic: 'topic' } as const;

type PauseDialogProps = Readonly<{ onClose: () => void }>;

/** Asks what is to stand still, and why. Only kinds of which there is something are offered. */
export function PauseDialog({ onClose }: PauseDialogProps) {
	const say = useTranslations('delivery.pause');
	const pause = useAct(pauseDeliveriesEndpoint, { topics: ['delivery'] });
	const targets = useTargets();
	const [kind, setKind] = useState<Kind>('all');
	const [chosen, setChosen] = useState('');
	const list = kind === 'all' ? [] : targets[kind];
	const target = list.some(({ value }) => value === chosen) ? chosen : (list[0]?.value ?? '');
	const options = kinds
		.filter((each) => each === 'all' || targets[each].length > 0)
		.map((value) => ({ value, label: say(`kind.${value}`), hint: say(`hint.${value}`) }));
	return (
		<ConfirmDialog
			title={say('title')}
			verb={say('verb')}
			safe={say('safe')}
			icon="pause"
			danger
			reason={say('reason')}
			onConfirm={(reason) => pause.run({ reason, ...(kind === 'all' ? {} : { [fields[kind]]: target }) })}
			onClose={onClose}
		>
			<p>{say('text')}</p>
			<RadioRows<Kind> label={say('what')} options={options} value={kind} onChange={setKind} />
			{kind !== 'all' && <Select label={say(`kind.${kind}`)} options={list} value={target} onChange={setChosen} />}
		</ConfirmDialog>
	);
}

const useTargets = () => {
	const say = useTranslations('common.channel');
	const { units } = useOffice();
	const presences = useQueryOf(listPresencesEndpoint, { limit: 100 }, { topics: ['presence'] });
	const topics = useQueryOf(listPauseTopicsEndpoint, {}, { topics: ['delivery'] });
	const live = (presences.data?.items ?? []).filter(({ state }) => state !== 'retired' && state !== 'planned');
	const channels = [...new Set(live.map(({ channel }) => channel))];
	return {
		unit: units.map(({ id, name }) => ({ value: id, label: name })),
		channel: channels.map((channel) => ({ value: channel, label: say(channel) })),
		presence: live.map(({ id, name, channel }) => ({ value: id, label: `${name} (${say(channel)})` })),
		topic: (topics.data?.topics ?? []).map((topic) => ({ value: topic, label: topic })),
	};
};
