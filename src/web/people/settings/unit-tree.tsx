import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import {
	changeUnitEndpoint,
	closeUnitEndpoint,
	createUnitEndpoint,
	reopenUnitEndpoint,
	type UnitShape,
	unitsEndpoint,
} from '#contract/people.ts';

import { Answer } from '../../parts/answer.tsx';
import { useAct, useQueryOf } from '../../parts/asking.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FormSummary } from '../../parts/failures.tsx';
import { Select, TextField } from '../../parts/field.tsx';
import { Form } from '../door/form.tsx';

type Unit = z.output<typeof UnitShape>;

/** How deep a unit lies, at most as deep as the list indents. */
const depthOf = (unit: Unit, units: readonly Unit[]): number => {
	const parent = units.find(({ id }) => id === unit.parentId);
	return parent ? Math.min(3, depthOf(parent, units) + 1) : 0;
};

/** The tree of units with what one can do to each. */
export function UnitTree() {
	const say = useTranslations('people.units');
	const query = useQueryOf(unitsEndpoint, {}, { topics: ['person'] });
	const [edited, setEdited] = useState<Unit | 'new' | null>(null);
	return (
		<>
			<Answer query={query}>
				{({ items }) =>
					items.length === 0 ? (
						<Empty kind="not-yet" title={say('none')}>
							{say('none-text')}
						</Empty>
					) : (
						<ul className="tree" aria-label={say('title')}>
							{items.map((unit) => (
								<li key={unit.id} className={`row d${depthOf(unit, items)}`}>
									<div className="m">
										<b>{unit.name}</b>
										<div className="mt">{unit.closed ? say('closed', { short: unit.short }) : unit.short}</div>
									</div>
									<UnitActs unit={unit} onEdit={() => setEdited(unit)} />
								</li>
							))}
						</ul>
					)
				}
			</Answer>
			<div className="pad">
				<Button icon="plus" onPress={() => setEdited('new')}>
					{say('add')}
				</Button>
			</div>
			{edited && (
				<UnitDialog
					unit={edited === 'new' ? null : edited}
					units={query.data?.items ?? []}
					onClose={() => setEdited(null)}
				/>
			)}
		</>
	);
}

type UnitActsProps = Readonly<{ unit: Unit; onEdit: () => void }>;

function UnitActs({ unit: { id, name, closed }, onEdit }: UnitActsProps) {
	const say = useTranslations('people.units');
	const close = useAct(closeUnitEndpoint, { topics: ['person'] });
	const reopen = useAct(reopenUnitEndpoint, { topics: ['person'] });
	const act = closed ? reopen : close;
	return (
		<div className="act">
			<FormSummary failure={act.failure} />
			<Button small kind="quiet" icon="pen-line" label={say('edit', { name })} onPress={onEdit} />
			<Button small kind="quiet" busy={act.busy} onPress={() => void act.run({ id })}>
				{say(closed ? 'reopen' : 'close')}
			</Button>
		</div>
	);
}

type UnitDialogProps = Readonly<{ unit: Unit | null; units: readonly Unit[]; onClose: () => void }>;

function UnitDialog({ unit, units, onClose }: UnitDialogProps) {
	const say = useTranslations('people.units');
	const [name, setName] = useState(unit?.name ?? '');
	const [short, setShort] = useState(unit?.short ?? '');
	const [parentId, setParentId] = useState(unit?.parentId ?? '');
	const create = useAct(createUnitEndpoint, { topics: ['person'], onDone: onClose });
	const change = useAct(changeUnitEndpoint, { topics: ['person'], onDone: onClose });
	const given = { name, short, parentId: parentId || null };
	const act = unit ? change : create;
	const open = units.filter(({ id, closed }) => !closed && id !== unit?.id);
	return (
		<Dialog title={unit ? say('edit', { name: unit.name }) : say('new')} onClose={onClose}>
			<Form
				verb={say(unit ? 'save' : 'create')}
				busy={act.busy}
				blocked={name.trim().length < 2 || short.trim() === '' ? say('missing') : undefined}
				failure={act.failure}
				onSend={() => (unit ? change.run({ id: unit.id, ...given }) : create.run(given))}
			>
				<TextField label={say('name')} value={name} onChange={setName} autoFocus />
				<TextField label={say('short')} hint={say('short-hint')} value={short} onChange={setShort} />
				<Select
					label={say('parent')}
					value={parentId}
					empty={say('top')}
					options={open.map((one) => ({ value: one.id, label: one.name }))}
					onChange={setParentId}
				/>
			</Form>
		</Dialog>
	);
}
