import { useTranslations } from 'use-intl';

import { type FediverseStateView, fediverseEndpoint } from '#contract/federation.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { ButtonLink } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { Empty } from '../parts/empty.tsx';
import { SettingsHead } from '../people/settings/settings-head.tsx';
import { AccessSheet } from './access-sheet.tsx';
import { AccountsSheet } from './accounts-sheet.tsx';
import { BlocksSheet } from './blocks-sheet.tsx';
import { ReportsSheet } from './reports-sheet.tsx';
import { SendingSheet } from './sending-sheet.tsx';

/** Numbers move by themselves: others follow, and copies arrive. */
const EVERY_MS = 10_000;

/** The Fediverse as the house has it: accounts, sending, access, blocked servers, reports. */
export function FediversePage() {
	const say = useTranslations('federation');
	const state = useQueryOf(fediverseEndpoint, {}, { topics: ['presence', 'delivery'], everyMs: EVERY_MS });
	return (
		<>
			<SettingsHead place="fediverse" end={<StartLink />} />
			<Answer query={state} what={say('what')}>
				{(shown) => <State state={shown} />}
			</Answer>
		</>
	);
}

function StartLink() {
	const say = useTranslations('federation');
	return (
		<ButtonLink kind="main" icon="plus" to="/einrichtung/auftritte/neu" search={{ netz: 'activitypub' }}>
			{say('start')}
		</ButtonLink>
	);
}

type StateProps = Readonly<{ state: FediverseStateView }>;

function State({ state }: StateProps) {
	const say = useTranslations('federation');
	if (state.state === 'sample') return <Callout kind="hint" title={say('closed-sample')} />;
	if (state.state === 'closed' || state.actors.length === 0)
		return (
			<div className="sheet">
				<Empty kind="not-yet" title={say('none')} act={<StartLink />}>
					{say('none-text')}
				</Empty>
			</div>
		);
	return (
		<div className="stack">
			<p className="hint">{say('sub', { host: state.host })}</p>
			{state.state === 'moved' && (
				<Callout kind="block" title={say('moved')}>
					{say('moved-text', { origin: state.origin ?? '' })}
				</Callout>
			)}
			<AccountsSheet actors={state.actors} />
			<SendingSheet waiting={state.waiting} hosts={state.troubledHosts} />
			<AccessSheet secure={state.secure} />
			<BlocksSheet />
			<ReportsSheet />
		</div>
	);
}
