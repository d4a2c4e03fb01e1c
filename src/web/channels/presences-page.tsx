import { useSearch } from '@tanstack/react-router';
import { useLocale, useTranslations } from 'use-intl';

import { listPresencesEndpoint, type PresenceView } from '#contract/channels.ts';
import { takesFilmsOnly } from '#kernel/film.ts';
import type { Language } from '#kernel/language.ts';

import { sayFailure } from '../languages/index.ts';
import { useListOf } from '../parts/asking.ts';
import { ButtonLink } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { Plate, PracticeTag } from '../parts/plate.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { useOffice } from '../shell/office.tsx';
import { Health, StateStamp } from './presence-words.tsx';
import { ProxiesSheet } from './proxies-sheet.tsx';
import { readOutcome } from './search.ts';

/** Every presence one may see, with its state and how its connection stands. */
export function PresencesPage() {
	const say = useTranslations('channels.list');
	const { may } = useOffice();
	const list = useListOf(listPresencesEndpoint, { limit: 100 }, { topics: ['presence'] });
	const connect = may('presence.manage') && (
		<ButtonLink to="/einrichtung/auftritte/neu" kind="main" icon="plus">
			{say('connect')}
		</ButtonLink>
	);
	return (
		<>
			<PageHead title={say('title')} sub={say('sub')} end={connect} />
			<div className="stack">
				<Returned />
				<Sheet title={say('title')}>
					{list.error && <ErrorSheet failure={failureIn(list.error)} onRetry={() => void list.refetch()} />}
					{list.isPending && <Loading what={say('title')} />}
					{list.isSuccess && list.items.length === 0 && (
						<Empty kind="not-yet" title={say('none')} act={connect}>
							{say('none-text')}
						</Empty>
					)}
					{list.items.length > 0 && <Presences items={list.items} more={list.more} />}
				</Sheet>
				{may('presence.manage') && <ProxiesSheet />}
			</div>
		</>
	);
}

/** Said once, to who comes back from a network. */
function Returned() {
	const say = useTranslations('channels.list');
	// NOTE: the desk speaks these two languages only; the library knows just any text.
	const language = useLocale() as Language;
	const { connected, problem, which = '' } = readOutcome(useSearch({ strict: false }));
	if (problem)
		return (
			<Callout kind="block" title={say('problem')}>
				{sayFailure(language, { type: problem, detail: { accounts: which, handle: which } })}
			</Callout>
		);
	return connected ? <Callout kind="passed" title={say('connected')} /> : null;
}

type PresencesProps = Readonly<{
	items: readonly PresenceView[];
	more: { readonly load: () => void; readonly busy: boolean } | undefined;
}>;

function Presences({ items, more }: PresencesProps) {
	const say = useTranslations('channels.list');
	const { units } = useOffice();
	const columns: readonly Column<PresenceView>[] = [
		{
			key: 'name',
			head: say('name'),
			cell: ({ id, channel, name, handle, practice }) => (
				<>
					<Plate channel={channel} practice={practice} />{' '}
					<DeskLink to={`/einrichtung/auftritte/${id}`}>{name}</DeskLink>{' '}
					{handle && <span className="hint">{handle}</span>} {practice && <PracticeTag />}
				</>
			),
		},
		{ key: 'unit', head: say('unit'), cell: ({ unitId }) => units.find(({ id }) => id === unitId)?.name ?? '' },
		{ key: 'state', head: say('state'), cell: (presence) => <StateStamp presence={presence} /> },
		{ key: 'health', head: say('health'), cell: (presence) => <Health presence={presence} /> },
		{ key: 'limits', head: say('limits'), cell: ({ capabilities }) => <Limits capabilities={capabilities} /> },
	];
	return <Table label={say('title')} columns={columns} rows={items} rowKey={({ id }) => id} more={more} />;
}

type LimitsProps = Readonly<{ capabilities: PresenceView['capabilities'] }>;

function Limits({ capabilities }: LimitsProps) {
	const say = useTranslations('channels.list');
	if (capabilities === null) return null;
	const { text, media, film } = capabilities;
	if (text.counting === 'none') return <>{say('free')}</>;
	if (takesFilmsOnly({ media, film })) return <>{say('films', { most: text.most })}</>;
	return <>{say('characters', { most: text.most, pictures: media.most })}</>;
}
