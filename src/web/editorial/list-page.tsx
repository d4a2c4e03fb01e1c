import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';

import { listPostsEndpoint, topics } from '#contract/editorial.ts';

import { Views } from '../desk/views.tsx';
import { useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/sheet.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { PlanTabs } from '../planning/plan-tabs.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import { type Filter, readFilter, type Tray, toSearch, trays } from './filter.ts';
import { PostStamp } from './post-stamp.tsx';
import type { PostRow } from './shapes.ts';

/** Every post of the units one may read, by the list it lies in. */
export function ListPage() {
	const say = useTranslations('editorial.list');
	const navigate = useNavigate();
	const filter = readFilter(useSearch({ strict: false }));
	const change = (next: Filter) => void navigate({ to: '/redaktion', search: toSearch(next), replace: true });
	return (
		<>
			<PageHead title={say('title')} />
			<PlanTabs current="posts" />
			<section className="sheet" aria-label={say('title')}>
				<Views to="/redaktion" search={toSearch(filter)} />
				<TrayTabs filter={filter} />
				<FilterBar filter={filter} onChange={change} />
				<Posts filter={filter} onClear={() => change(filter.liste ? { liste: filter.liste } : {})} />
			</section>
		</>
	);
}

type FilterProps = Readonly<{ filter: Filter }>;

/** The lists as links: each has its address. */
function TrayTabs({ filter }: FilterProps) {
	const say = useTranslations('editorial.list');
	const current = filter.liste ?? 'draft';
	return (
		<nav className="tabs ed-trays" aria-label={say('trays')}>
			{trays.map((tray) => (
				<TrayLink key={tray} tray={tray} filter={filter} current={tray === current} />
			))}
		</nav>
	);
}

type TrayLinkProps = Readonly<{ tray: Tray; filter: Filter; current: boolean }>;

function TrayLink({ tray, filter, current }: TrayLinkProps) {
	const say = useTranslations('editorial.list');
	return (
		<span className={current ? 'tab on' : 'tab'} {...(current ? { 'aria-current': 'page' } : {})}>
			<DeskLink to="/redaktion" search={toSearch({ ...filter, liste: tray })}>
				{say(`tray.${tray}`)}
			</DeskLink>
		</span>
	);
}

type FilterBarProps = Readonly<{ filter: Filter; onChange: (filter: Filter) => void }>;

function FilterBar({ filter, onChange }: FilterBarProps) {
	const say = useTranslations('editorial.list');
	const { q: _, ...withoutWords } = filter;
	const { thema: __, ...withoutTopic } = filter;
	const { meine: ___, ...ofAll } = filter;
	return (
		<search className="ed-filter">
			<input
				className="inp"
				type="search"
				aria-label={say('search')}
				placeholder={say('search')}
				defaultValue={filter.q ?? ''}
				onChange={(event) => onChange({ ...withoutWords, ...(event.target.value ? { q: event.target.value } : {}) })}
			/>
			<select
				className="inp"
				aria-label={say('topic')}
				value={filter.thema ?? ''}
				onChange={(event) =>
					onChange({ ...withoutTopic, ...(event.target.value ? { thema: event.target.value } : {}) })
				}
			>
				<option value="">{say('all-topics')}</option>
				{topics.map((topic) => (
					<option key={topic}>{topic}</option>
				))}
			</select>
			<Button
				pressed={filter.meine === true}
				onPress={() => onChange(filter.meine ? ofAll : { ...ofAll, meine: true })}
			>
				{say('mine')}
			</Button>
		</search>
	);
}

type PostsProps = Readonly<{ filter: Filter; onClear: () => void }>;

function Posts({ filter, onClear }: PostsProps) {
	const say = useTranslations('editorial.list');
	const { unitId } = useUnit();
	const tray = filter.liste ?? 'draft';
	const asked = {
		tray,
		limit: 50,
		...(unitId ? { unitId } : {}),
		...(filter.thema ? { topic: filter.thema } : {}),
		...(filter.meine ? { mine: 'true' } : {}),
		...(filter.q ? { q: filter.q } : {}),
	};
	const list = useListOf(listPostsEndpoint, asked, { topics: ['post'], keep: true });
	const columns = useColumns(tray);
	if (list.error) return <ErrorSheet failure={failureIn(list.error)} onRetry={() => void list.refetch()} />;
	if (list.isPending) return <Loading what={say('what')} />;
	if (list.items.length === 0) return <NoPosts filter={filter} tray={tray} onClear={onClear} />;
	return (
		<Table label={say(`tray.${tray}`)} columns={columns} rows={list.items} rowKey={({ id }) => id} more={list.more} />
	);
}

type NoPostsProps = PostsProps & Readonly<{ tray: Tray }>;

function NoPosts({ filter, tray, onClear }: NoPostsProps) {
	const say = useTranslations('editorial.list');
	const filtered = filter.q !== undefined || filter.thema !== undefined || filter.meine === true;
	if (filtered)
		return <Empty kind="no-hit" title={say('none-found')} act={<Button onPress={onClear}>{say('clear')}</Button>} />;
	return <Empty kind={tray === 'draft' ? 'not-yet' : 'done'} title={say(`empty.${tray}`)} />;
}

const useColumns = (tray: Tray): readonly Column<PostRow>[] => {
	const say = useTranslations('editorial.list');
	const { units } = useOffice();
	const momentOf = ({ dueAt, publishedAt, changedAt, correction }: PostRow): string => {
		if (correction !== null) return changedAt;
		if (tray === 'scheduled') return dueAt ?? changedAt;
		return tray === 'published' ? (publishedAt ?? changedAt) : changedAt;
	};
	return [
		{
			key: 'title',
			head: say('column.title'),
			cell: ({ id, title }) => <DeskLink to={`/redaktion/${id}`}>{title || say('untitled')}</DeskLink>,
		},
		{ key: 'state', head: say('column.state'), cell: (row) => <PostStamp post={row} /> },
		{ key: 'topic', head: say('column.topic'), cell: ({ topic }) => topic ?? '' },
		{ key: 'unit', head: say('column.unit'), cell: ({ unitId }) => units.find(({ id }) => id === unitId)?.name ?? '' },
		{ key: 'author', head: say('column.author'), cell: ({ author }) => author.name },
		{
			key: 'at',
			head: say(`column.at.${tray === 'scheduled' ? 'goes' : tray === 'published' ? 'went' : 'changed'}`),
			cell: (row) => <Moment at={momentOf(row)} />,
		},
	];
};
