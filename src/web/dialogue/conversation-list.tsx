import { useNavigate, useParams } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';

import type { ConversationItem } from '#contract/dialogue.ts';

import type { Refusal } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet } from '../parts/failures.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { Plate, PracticeTag } from '../parts/plate.tsx';
import { Deadline, Ring } from '../parts/ring.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { DutyLine } from './duty-line.tsx';
import { type Filter, isNarrowed, toSearch, type View, widened, withPart } from './filter.ts';
import { HintTags } from './hints.tsx';
import { AsksColleague } from './inquiry-thread.tsx';
import { Labels } from './labels.tsx';
import { TriageBar, TriageRefused, useChosen } from './triage-bar.tsx';
import { useTriage } from './triage-desk.tsx';
import { TriageFilters } from './triage-filters.tsx';
import { moveInList } from './triage-keys.ts';

interface List {
	readonly items: readonly ConversationItem[];
	readonly isPending: boolean;
	readonly error: Refusal | null;
	readonly refetch: () => unknown;
	readonly more: { readonly load: () => void; readonly busy: boolean } | undefined;
}

type ConversationListProps = Readonly<{ list: List; filter: Filter }>;

/** Search, views and the conversations themselves; the open ones by deadline. */
export function ConversationList({ list, filter }: ConversationListProps) {
	const say = useTranslations('dialogue');
	const { conversationId } = useParams({ strict: false });
	const choosing = useChosen(list.items).length > 0;
	return (
		<section className="lst" aria-label={say('title')}>
			<div className="lst-f">
				{!conversationId && <ListTitle />}
				<DutyLine />
				<Search filter={filter} />
				{choosing ? (
					<TriageBar items={list.items} />
				) : (
					<TriageFilters filter={filter} postTitle={list.items[0]?.postTitle} />
				)}
				<TriageRefused />
			</div>
			<nav aria-label={say('list')} onKeyDown={moveInList}>
				{list.items.map((item) => (
					<Item key={item.id} item={item} filter={filter} />
				))}
			</nav>
			<Rest list={list} filter={filter} />
		</section>
	);
}

/** The page's title while no conversation is chosen; then the conversation's own is. */
function ListTitle() {
	const say = useTranslations('dialogue');
	const heading = usePageTitle(say('title'));
	return (
		<h1 className="sr" tabIndex={-1} ref={heading}>
			{say('title')}
		</h1>
	);
}

function Search({ filter }: Readonly<{ filter: Filter }>) {
	const say = useTranslations('dialogue');
	const navigate = useNavigate();
	const id = useId();
	const [text, setText] = useState(filter.q ?? '');
	const search = (q: string) => void navigate({ to: '.', search: toSearch(withPart(filter, 'q', q)), replace: true });
	return (
		<form
			className="find2"
			onSubmit={(event) => {
				event.preventDefault();
				search(text);
			}}
		>
			<label className="sr" htmlFor={id}>
				{say('search')}
			</label>
			<input
				className="inp"
				id={id}
				type="search"
				placeholder={say('search')}
				value={text}
				onChange={(event) => {
					setText(event.target.value);
					if (event.target.value === '') search('');
				}}
			/>
		</form>
	);
}

function Item({ item, filter }: Readonly<{ item: ConversationItem; filter: Filter }>) {
	const say = useTranslations('dialogue.triage');
	const { selected, toggle } = useTriage();
	return (
		<div className="cvr" data-conversation={item.id}>
			<Entry item={item} filter={filter} />
			<label className="cv-x">
				<input
					type="checkbox"
					checked={selected.has(item.id)}
					aria-label={say('choose', { name: item.counterpart })}
					onChange={() => toggle(item.id)}
				/>
			</label>
		</div>
	);
}

function Entry({ item, filter }: Readonly<{ item: ConversationItem; filter: Filter }>) {
	const say = useTranslations('dialogue');
	return (
		<DeskLink className={item.state === 'open' ? 'cv new' : 'cv'} to={`/dialog/${item.id}`} search={toSearch(filter)}>
			{item.dueAt ? (
				<Ring from={item.openedAt} dueAt={item.dueAt} />
			) : (
				<Plate channel={item.channel} practice={item.practice} />
			)}
			<span className="n">
				<span className="one-line">{item.counterpart}</span>
				<When item={item} />
			</span>
			<span className="p">{item.passage ?? (item.excerpt || say('no-words'))}</span>
			<span className="b">
				{item.dueAt && <Plate channel={item.channel} practice={item.practice} />}
				{item.practice && <PracticeTag />}
				{item.visibility === 'private' && item.channel !== 'form' && <Stamp state="handover">{say('private')}</Stamp>}
				{item.state === 'waiting' && <Stamp state="waiting">{say('state.waiting')}</Stamp>}
				<AsksColleague item={item} />
				{item.plannedFor && <Stamp state="planned">{say('planned.list')}</Stamp>}
				{(item.priority === 'high' || item.priority === 'urgent') && (
					<Stamp state="due">{say(`priority.${item.priority}`)}</Stamp>
				)}
				<HintTags hints={item.hints} />
				<Labels ids={item.labels} />
				{item.assignee?.name ?? say('nobody')}
			</span>
		</DeskLink>
	);
}

/** Until when, or since; what is put off shows when it comes back. */
function When({ item: { dueAt, openedAt, lastAt, snoozed } }: Readonly<{ item: ConversationItem }>) {
	if (snoozed === null && dueAt !== null) return <Deadline from={openedAt} dueAt={dueAt} />;
	return (
		<span className="left">
			{snoozed && <Icon name="calendar-clock" />} <Moment at={snoozed?.until ?? lastAt} />
		</span>
	);
}

function Rest({ list, filter }: Readonly<{ list: List; filter: Filter }>) {
	const say = useTranslations('dialogue');
	const common = useTranslations('common.act');
	if (list.error && list.items.length === 0)
		return <ErrorSheet failure={list.error.failure} onRetry={() => void list.refetch()} />;
	if (list.isPending) return <Loading what={say('title')} />;
	if (list.items.length === 0 && isNarrowed(filter))
		return (
			<Empty
				kind="no-hit"
				title={filter.q ? say('no-hit', { query: filter.q }) : say('filter.nothing')}
				act={
					<DeskLink to="/dialog" search={toSearch(widened(filter))}>
						{common('clear-filters')}
					</DeskLink>
				}
			/>
		);
	if (list.items.length === 0) return <NothingHere view={filter.view ?? 'open'} />;
	if (!list.more) return null;
	return (
		<div className="pad">
			<Button busy={list.more.busy} onPress={list.more.load}>
				{common('more')}
			</Button>
		</div>
	);
}

/** Nothing open is good news; any other view is just empty. */
function NothingHere({ view }: Readonly<{ view: View }>) {
	const say = useTranslations('dialogue');
	if (view === 'open' || view === 'unit')
		return (
			<Empty kind="done" title={say('all-answered')}>
				{say('all-answered-hint')}
			</Empty>
		);
	return <Empty kind="done" title={say(`view-empty.${view}`)} />;
}
