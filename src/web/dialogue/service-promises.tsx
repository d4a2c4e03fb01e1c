import { useTranslations } from 'use-intl';

import type { ServiceView } from '#contract/service.ts';

import { Button } from '../parts/button.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { priorities } from './filter.ts';
import type { PartProps } from './service-part.ts';

type Pledge = ServiceView['promises'][number];
type Presences = readonly { readonly id: string; readonly name: string }[];

const kinds = ['question', 'comment', 'mention', 'direct', 'form'] as const;
const fresh: Pledge = { presenceId: null, kind: null, priority: null, clock: 'open', minutes: 480 };

/** How soon a first answer comes, row by row. */
export function PromisesSheet({ service: { promises }, change, presences }: PartProps & { presences: Presences }) {
	const say = useTranslations('dialogue.service');
	return (
		<Sheet title={say('promises')}>
			<div className="pad stack">
				<p className="hint">{say('promise-hint')}</p>
				{promises.length === 0 && <p>{say('no-promises')}</p>}
				{promises.map((pledge, at) => (
					<PledgeRow
						// biome-ignore lint/suspicious/noArrayIndexKey: a promise has no other name, and its fields keep nothing of their own
						key={at}
						pledge={pledge}
						presences={presences}
						onChange={(next) => change({ promises: promises.with(at, next) })}
						onRemove={() => change({ promises: promises.toSpliced(at, 1) })}
					/>
				))}
				<div className="acts">
					<Button icon="plus" onPress={() => change({ promises: [...promises, fresh] })}>
						{say('add-promise')}
					</Button>
				</div>
			</div>
		</Sheet>
	);
}

type PledgeRowProps = Readonly<{
	pledge: Pledge;
	presences: Presences;
	onChange: (pledge: Pledge) => void;
	onRemove: () => void;
}>;

function PledgeRow({ pledge, presences, onChange, onRemove }: PledgeRowProps) {
	const say = useTranslations('dialogue.service');
	const sayPriority = useTranslations('dialogue.priority');
	const { presenceId, kind, priority, clock, minutes } = pledge;
	const known = presenceId === null || presences.some(({ id }) => id === presenceId);
	const all = known ? presences : [...presences, { id: presenceId, name: say('other-presence') }];
	return (
		<div className="svc-row">
			<Select
				label={say('presence')}
				value={presenceId ?? ''}
				empty={say('any-presence')}
				options={all.map(({ id, name }) => ({ value: id, label: name }))}
				onChange={(value) => onChange({ ...pledge, presenceId: value || null })}
			/>
			<Select
				label={say('kind')}
				value={kind ?? ''}
				empty={say('any-kind')}
				options={kinds.map((value) => ({ value, label: say(`asking.${value}`) }))}
				onChange={(value) => onChange({ ...pledge, kind: kinds.find((one) => one === value) ?? null })}
			/>
			<Select
				label={say('priority')}
				value={priority ?? ''}
				empty={say('any-priority')}
				options={priorities.map((value) => ({ value, label: sayPriority(value) }))}
				onChange={(value) => onChange({ ...pledge, priority: priorities.find((one) => one === value) ?? null })}
			/>
			<TextField
				label={say('within')}
				type="number"
				value={String(minutes)}
				onChange={(value) => onChange({ ...pledge, minutes: Number(value) })}
			/>
			<Select
				label={say('clock')}
				value={clock}
				options={[
					{ value: 'open', label: say('clock-open') },
					{ value: 'wall', label: say('clock-wall') },
				]}
				onChange={(value) => onChange({ ...pledge, clock: value === 'open' ? 'open' : 'wall' })}
			/>
			<Button kind="quiet" icon="trash" label={say('remove-promise')} onPress={onRemove} />
		</div>
	);
}
