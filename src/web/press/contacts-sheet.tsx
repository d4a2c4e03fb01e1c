import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { ContactState, listPressContactsEndpoint } from '#contract/press.ts';

import { useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { useUnit } from '../shell/unit.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import { ContactStamp } from './contact-stamp.tsx';
import type { Filter } from './filter.ts';
import { type Contact, nameOf, type PressList } from './shapes.ts';

type SheetProps = Readonly<{ filter: Filter; onChange: (filter: Filter) => void; lists: readonly PressList[] }>;

/** The contacts, by words, list and state. */
export function ContactsSheet({ filter, onChange, lists }: SheetProps) {
	const say = useTranslations('press.contacts');
	const { unitId } = useUnit();
	const [open, setOpen] = useState<Contact>();
	const { suche: q, verteiler: listId, stand: state } = filter;
	const asked = { ...(q ? { q } : {}), ...(listId ? { listId } : {}), ...(state ? { state } : {}) };
	const list = useListOf(
		listPressContactsEndpoint,
		{ limit: 50, ...(unitId ? { unitId } : {}), ...asked },
		{ topics: ['setting'], keep: true },
	);
	const isFiltered = Object.keys(asked).length > 0;
	return (
		<Sheet title={say('title')}>
			<FilterBar filter={filter} onChange={onChange} lists={lists} />
			{list.error && <ErrorSheet failure={failureIn(list.error)} onRetry={() => void list.refetch()} />}
			{list.isPending && <Loading what={say('title')} />}
			{list.isSuccess && list.items.length === 0 && <Nobody isFiltered={isFiltered} onAll={() => onChange({})} />}
			{list.items.length > 0 && <Contacts items={list.items} more={list.more} lists={lists} onOpen={setOpen} />}
			{open && <ContactDialog contact={open} onClose={() => setOpen(undefined)} />}
		</Sheet>
	);
}

type NobodyProps = Readonly<{ isFiltered: boolean; onAll: () => void }>;

function Nobody({ isFiltered, onAll }: NobodyProps) {
	const say = useTranslations('press.contacts');
	if (!isFiltered)
		return (
			<Empty kind="not-yet" title={say('none')}>
				{say('none-how')}
			</Empty>
		);
	return (
		<Empty kind="no-hit" title={say('no-hit')} act={<Button onPress={onAll}>{say('all')}</Button>}>
			{say('no-hit-how')}
		</Empty>
	);
}

const withPart = <K extends keyof Filter>(filter: Filter, key: K, value: Filter[K] | undefined): Filter => {
	const { [key]: _, ...rest } = filter;
	return value ? { ...rest, [key]: value } : rest;
};

function FilterBar({ filter, onChange, lists }: SheetProps) {
	const say = useTranslations('press');
	return (
		<search className="ed-filter">
			<input
				className="inp"
				type="search"
				aria-label={say('contacts.search')}
				placeholder={say('contacts.search')}
				value={filter.suche ?? ''}
				onChange={({ target }) => onChange(withPart(filter, 'suche', target.value))}
			/>
			<select
				className="inp"
				aria-label={say('contacts.list')}
				value={filter.verteiler ?? ''}
				onChange={({ target }) => onChange(withPart(filter, 'verteiler', target.value))}
			>
				<option value="">{say('contacts.any-list')}</option>
				{lists.map(({ id, name }) => (
					<option key={id} value={id}>
						{name}
					</option>
				))}
			</select>
			<select
				className="inp"
				aria-label={say('contacts.state')}
				value={filter.stand ?? ''}
				onChange={({ target }) => onChange(withPart(filter, 'stand', ContactState.safeParse(target.value).data))}
			>
				<option value="">{say('contacts.any-state')}</option>
				{ContactState.options.map((state) => (
					<option key={state} value={state}>
						{say(`state.${state}`)}
					</option>
				))}
			</select>
		</search>
	);
}

type ContactsProps = Readonly<{
	items: readonly Contact[];
	more: ReturnType<typeof useListOf>['more'];
	lists: readonly PressList[];
	onOpen: (contact: Contact) => void;
}>;

function Contacts({ items, more, lists, onOpen }: ContactsProps) {
	const say = useTranslations('press.contacts');
	const namesOf = ({ listIds }: Contact): string =>
		lists
			.filter(({ id }) => listIds.includes(id))
			.map(({ name }) => name)
			.join(', ') || say('on-none');
	const columns: Column<Contact>[] = [
		{
			key: 'who',
			head: say('who'),
			cell: (contact) => (
				<button type="button" className="link" onClick={() => onOpen(contact)}>
					{nameOf(contact)}
				</button>
			),
		},
		{ key: 'mail', head: say('mail'), cell: ({ mail }) => <span className="wrap-any">{mail}</span> },
		{ key: 'lists', head: say('lists'), cell: namesOf },
		{ key: 'state', head: say('state'), cell: ({ state }) => <ContactStamp state={state} /> },
	];
	return <Table label={say('title')} columns={columns} rows={items} rowKey={({ id }) => id} more={more} />;
}
