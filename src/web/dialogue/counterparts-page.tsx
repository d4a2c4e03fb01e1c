import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type FoundCounterpart, findCounterpartsEndpoint, type KeptSource } from '#contract/privacy.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Empty } from '../parts/empty.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { ErasuresSheet } from './counterpart-erasures.tsx';
import { Counterpart } from './counterpart-found.tsx';
import { keptSources } from './kept-sources.ts';

/** What is kept about one counterpart: to be found, handed out, and erased by two. */
export function CounterpartsPage() {
	const say = useTranslations('privacy.find');
	const records = useTranslations('records');
	return (
		<>
			<PageHead title={say('title')} sub={say('sub')} path={<DeskLink to="/akte">{records('title')}</DeskLink>} />
			<div className="stack">
				<Search />
				<ErasuresSheet />
			</div>
		</>
	);
}

type Source = (typeof KeptSource)['options'][number];

interface Shown {
	readonly items: readonly FoundCounterpart[];
	readonly reason: string;
}

function Search() {
	const say = useTranslations('privacy.find');
	const name = useTranslations('privacy.retention.source');
	const [channel, setChannel] = useState<Source>('mastodon');
	const [handle, setHandle] = useState('');
	const [reason, setReason] = useState('');
	const [shown, show] = useState<Shown>();
	const find = useAct(findCounterpartsEndpoint, { topics: ['record'] });
	const form = channel === 'form';
	const blocked = handle.trim() === '' || reason.trim().length < 3 ? say('incomplete') : undefined;
	const search = async () => {
		const found = await find.run({ channel, handle, reason });
		show(found.ok ? { items: found.value.items, reason } : undefined);
	};
	return (
		<Sheet title={say('search')}>
			<div className="pad stack">
				<form
					className="stack"
					onSubmit={(event) => {
						event.preventDefault();
						if (blocked === undefined) void search();
					}}
				>
					<div className="priv-find">
						<Select
							label={say('channel')}
							value={channel}
							onChange={(value) => setChannel(keptSources.find((one) => one === value) ?? channel)}
							options={keptSources.map((value) => ({ value, label: name(value) }))}
						/>
						<TextField
							label={say(form || channel === 'mail' ? 'mail' : 'handle')}
							hint={say(form ? 'mail-hint' : channel === 'mail' ? 'handle-hint-mail' : 'handle-hint')}
							value={handle}
							onChange={setHandle}
							spellCheck={false}
							autoComplete="off"
						/>
						<TextField label={say('reason')} hint={say('reason-hint')} value={reason} onChange={setReason} />
					</div>
					<FormSummary failure={find.failure} />
					<div className="acts">
						<Button kind="main" submit icon="search" busy={find.busy} blocked={blocked}>
							{say('go')}
						</Button>
					</div>
				</form>
				<section aria-live="polite">{shown && <Results shown={shown} again={() => void search()} />}</section>
			</div>
		</Sheet>
	);
}

function Results({ shown: { items, reason }, again }: Readonly<{ shown: Shown; again: () => void }>) {
	const say = useTranslations('privacy.find');
	if (items.length === 0)
		return (
			<Empty kind="no-hit" title={say('none')}>
				{say('none-hint')}
			</Empty>
		);
	return (
		<div className="stack">
			<h3>{say('found')}</h3>
			{items.map((found) => (
				<Counterpart key={found.id} found={found} reason={reason} onAsked={again} />
			))}
			<p className="hint">{say('export-hint')}</p>
		</div>
	);
}
