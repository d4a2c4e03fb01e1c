import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { personsEndpoint } from '#contract/people.ts';

import { Answer } from '../../parts/answer.tsx';
import { useListOf } from '../../parts/asking.ts';
import { Button } from '../../parts/button.tsx';
import { DeskLink } from '../../parts/desk-link.tsx';
import { Empty } from '../../parts/empty.tsx';
import { TextField } from '../../parts/field.tsx';
import { Stamp } from '../../parts/stamp.tsx';
import { Table } from '../../parts/table.tsx';
import { useOffice } from '../../shell/office.tsx';
import { useSayRole } from '../roles.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { SettingsHead } from './settings-head.tsx';

type Person = z.output<typeof personsEndpoint.output>['items'][number];

/** The staff by name. */
export function PersonsPage() {
	const say = useTranslations('people.persons');
	const { may } = useOffice();
	const [q, setQ] = useState('');
	const [inviting, setInviting] = useState(false);
	const list = useListOf(personsEndpoint, { ...(q === '' ? {} : { q }) }, { topics: ['person'], keep: true });
	const invite = (
		<Button kind="main" icon="plus" onPress={() => setInviting(true)}>
			{say('invite')}
		</Button>
	);
	return (
		<>
			<SettingsHead place="persons" end={may('person.manage') && invite} />
			<div className="sheet">
				<div className="pad">
					<TextField label={say('find')} type="search" value={q} onChange={setQ} />
				</div>
				<Answer query={list} what={say('title')}>
					{() =>
						list.items.length === 0 ? (
							<Empty kind="no-hit" title={say('no-hit', { q })} />
						) : (
							<PersonsTable items={list.items} more={list.more} />
						)
					}
				</Answer>
			</div>
			{inviting && <InviteDialog onClose={() => setInviting(false)} />}
		</>
	);
}

type PersonsTableProps = Readonly<{
	items: readonly Person[];
	more: { readonly load: () => void; readonly busy: boolean } | undefined;
}>;

function PersonsTable({ items, more }: PersonsTableProps) {
	const say = useTranslations('people.persons');
	const sayRole = useSayRole();
	return (
		<Table
			label={say('title')}
			rows={items}
			rowKey={({ id }) => id}
			more={more}
			columns={[
				{
					key: 'name',
					head: say('name'),
					cell: ({ id, name }) => <DeskLink to={`/einrichtung/personen/${id}`}>{name}</DeskLink>,
				},
				{ key: 'roles', head: say('roles'), cell: ({ roles }) => roles.map(sayRole).join('; ') || say('no-roles') },
				{
					key: 'factor',
					head: say('factor'),
					named: true,
					cell: ({ secondFactor }) => say(secondFactor ? 'factor-yes' : 'factor-no'),
				},
				{ key: 'state', head: say('state'), cell: ({ state }) => <PersonState state={state} /> },
			]}
		/>
	);
}

const stamps = { invited: 'waiting', active: 'published', locked: 'refused', left: 'withdrawn' } as const;

type PersonStateProps = Readonly<{ state: Person['state'] }>;

export function PersonState({ state }: PersonStateProps) {
	const say = useTranslations('people.persons');
	return <Stamp state={stamps[state]}>{say(`state-${state}`)}</Stamp>;
}
