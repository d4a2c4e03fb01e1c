import { useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	arrangeSubstitutionEndpoint,
	endSubstitutionEndpoint,
	personsEndpoint,
	substitutionsEndpoint,
} from '#contract/people.ts';
import { readWallTime, toIso } from '#kernel/time.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useListOf, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { Moment, useZone } from '../parts/moment.tsx';
import { Form } from './door/form.tsx';

type SubstitutionsProps = Readonly<{ personId: string }>;

/** Current and coming absences with who stands in, and a new one. */
export function Substitutions({ personId }: SubstitutionsProps) {
	const say = useTranslations('people.substitution');
	const query = useQueryOf(substitutionsEndpoint, { id: personId }, { topics: ['person'] });
	const end = useAct(endSubstitutionEndpoint, { topics: ['person'] });
	return (
		<div className="pad form">
			<Answer query={query}>
				{({ items }) => (
					<ul className="plain-list">
						{items.map(({ id, substitute, from, until }) => (
							<li key={id}>
								{substitute}, <Moment at={from} /> {say('to')} <Moment at={until} />{' '}
								<Button small busy={end.busy} onPress={() => void end.run({ id: personId, substitutionId: id })}>
									{say('end')}
								</Button>
							</li>
						))}
						{items.length === 0 && <li className="hint">{say('none')}</li>}
					</ul>
				)}
			</Answer>
			<Arrange personId={personId} />
		</div>
	);
}

/** The instant of a wall time in the authority's zone; the first of two, the moment after a gap. */
const instantOf = (local: string, zone: string): string | null => {
	const read = readWallTime({ local, zone });
	if (read.kind === 'unreadable') return null;
	return toIso(read.kind === 'twice' ? read.earlier : read.at);
};

function Arrange({ personId }: SubstitutionsProps) {
	const say = useTranslations('people.substitution');
	const zone = useZone();
	const persons = useListOf(personsEndpoint, { state: 'active', limit: 100 }, { topics: ['person'] });
	const [substituteId, setSubstituteId] = useState('');
	const [from, setFrom] = useState('');
	const [until, setUntil] = useState('');
	const { run, busy, failure } = useAct(arrangeSubstitutionEndpoint, { topics: ['person'] });
	const [start, stop] = [instantOf(from, zone), instantOf(until, zone)];
	const others = persons.items.filter(({ id }) => id !== personId);
	const arrange = async () => {
		if (start !== null && stop !== null) await run({ id: personId, substituteId, from: start, until: stop });
	};
	return (
		<Form
			verb={say('arrange')}
			busy={busy}
			blocked={substituteId === '' || start === null || stop === null ? say('missing') : undefined}
			failure={failure}
			onSend={arrange}
		>
			<Select
				label={say('who')}
				value={substituteId}
				empty={say('choose')}
				options={others.map(({ id, name }) => ({ value: id, label: name }))}
				onChange={setSubstituteId}
			/>
			<div className="two">
				<TextField label={say('from')} type="datetime-local" value={from} onChange={setFrom} />
				<TextField label={say('until')} type="datetime-local" value={until} onChange={setUntil} />
			</div>
			<p className="hint">{say('hint')}</p>
		</Form>
	);
}
