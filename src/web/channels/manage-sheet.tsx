import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { changePresenceEndpoint, type PresenceView, setPresenceStateEndpoint } from '#contract/channels.ts';
import { type QuotePolicy, quotePolicies } from '#kernel/quoting.ts';

import { useAct } from '../parts/asking.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { ListSelect } from './list-select.tsx';

type ManageProps = Readonly<{ presence: PresenceView }>;

/** Renames a presence, opens it to the units below, holds it, resumes it, or retires it for good. */
export function ManageSheet({ presence }: ManageProps) {
	const say = useTranslations('channels.one');
	const front = useTranslations('editorial.front');
	const [name, setName] = useState(presence.name);
	const [sharedBelow, setSharedBelow] = useState(presence.sharedBelow);
	const [quotes, setQuotes] = useState(presence.quotes);
	const [filmList, setFilmList] = useState(presence.filmList);
	const change = useAct(changePresenceEndpoint, { topics: ['presence'] });
	const { id, capabilities, resting } = presence;
	const lists = capabilities?.lists === true && resting === null;
	const able = quotePolicies.filter((one) => capabilities?.quotes?.includes(one));
	return (
		<Sheet title={say('manage')}>
			<form
				className="pad stack"
				onSubmit={(event) => {
					event.preventDefault();
					void change.run({
						id,
						name,
						sharedBelow,
						...(able.length > 0 ? { quotes } : {}),
						...(lists ? { filmList } : {}),
					});
				}}
			>
				<FormSummary failure={change.failure} />
				<TextField label={say('rename')} value={name} onChange={setName} />
				<Checkbox label={say('shared')} checked={sharedBelow} onChange={setSharedBelow} />
				{able.length > 0 && (
					<Select
						label={say('quotes')}
						hint={say('quotes-hint')}
						value={quotes ?? ''}
						empty={say('quotes-account')}
						// NOTE: the options are exactly the values of this field.
						onChange={(value) => setQuotes(value === '' ? null : (value as QuotePolicy))}
						options={able.map((value) => ({ value, label: front(`quotes-${value}`) }))}
					/>
				)}
				{lists && (
					<ListSelect
						label={say('film-list')}
						hint={say('film-list-hint')}
						presenceId={id}
						value={filmList}
						onChange={setFilmList}
					/>
				)}
				<div className="acts">
					<Button submit busy={change.busy}>
						{say('save')}
					</Button>
				</div>
			</form>
			<StateActs presence={presence} />
		</Sheet>
	);
}

function StateActs({ presence: { id, channel, state } }: ManageProps) {
	const say = useTranslations('channels.one');
	const [retiring, setRetiring] = useState(false);
	const set = useAct(setPresenceStateEndpoint, { topics: ['presence'] });
	const held = state === 'paused';
	return (
		<div className="pad stack">
			<FormSummary failure={set.failure} />
			<p className="hint">{say(`means-${state}`)}</p>
			<div className="acts">
				{state === 'planned' ? (
					<ButtonLink kind="main" icon="link" to="/einrichtung/auftritte/neu" search={{ netz: channel, geplant: id }}>
						{say('connect-now')}
					</ButtonLink>
				) : (
					<>
						<Button
							icon={held ? 'play' : 'pause'}
							busy={set.busy}
							onPress={() => void set.run({ id, state: held ? 'live' : 'paused' })}
						>
							{say(held ? 'resume' : 'pause')}
						</Button>
						{!held && (
							<Button
								busy={set.busy}
								onPress={() => void set.run({ id, state: state === 'restrained' ? 'live' : 'restrained' })}
							>
								{say(state === 'restrained' ? 'unrestrain' : 'restrain')}
							</Button>
						)}
					</>
				)}
				<Button kind="danger" onPress={() => setRetiring(true)}>{`${say('retire')} ...`}</Button>
			</div>
			{retiring && (
				<ConfirmDialog
					title={say('retire-title')}
					verb={say('retire')}
					safe={say('keep')}
					danger
					onConfirm={() => set.run({ id, state: 'retired' })}
					onClose={() => setRetiring(false)}
				>
					<p>{say('retire-text')}</p>
				</ConfirmDialog>
			)}
		</div>
	);
}
