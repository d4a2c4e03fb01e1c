import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { closeVoicesEndpoint, postVoicesEndpoint, voicesEndpoint } from '#contract/voices.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useListOf, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';
import { VoiceRow } from './voice-row.tsx';

const views = ['all', 'waiting'] as const;
const PAGE = 20;

type VoicesProps = Readonly<{ postId: string; unitId: string }>;

/** What others said under this post, on every network, and what of it stands on the public page. */
export function VoicesSheet({ postId, unitId }: VoicesProps) {
	const say = useTranslations('voices');
	const { may } = useOffice();
	if (!may('conversation.read', unitId)) return null;
	return (
		<Sheet title={say('title')}>
			<Voices postId={postId} />
		</Sheet>
	);
}

function Voices({ postId }: Readonly<{ postId: string }>) {
	const say = useTranslations('voices');
	const [view, setView] = useState<(typeof views)[number]>('all');
	const state = useQueryOf(postVoicesEndpoint, { id: postId }, { topics: ['setting'] });
	const asked = { id: postId, view, limit: PAGE };
	const list = useListOf(voicesEndpoint, asked, { topics: ['conversation', 'setting'], keep: true });
	const opened = state.data !== undefined && state.data.mode !== 'off' && !state.data.closed;
	return (
		<div className="pad stack">
			{state.data && <State postId={postId} state={state.data} />}
			{opened && (
				<div className="svc-unit">
					<Select
						label={say('view')}
						value={view}
						options={views.map((value) => ({ value, label: say(`views.${value}`) }))}
						onChange={(value) => setView(views.find((one) => one === value) ?? 'all')}
					/>
				</div>
			)}
			<Answer query={list} what={say('what')}>
				{() =>
					list.items.length === 0 ? (
						<p className="hint">{say(view === 'all' ? 'none' : 'none-waiting')}</p>
					) : (
						<ul className="voices">
							{list.items.map((voice) => (
								<VoiceRow key={voice.id} postId={postId} voice={voice} opened={opened} />
							))}
						</ul>
					)
				}
			</Answer>
			{list.more && (
				<div className="acts">
					<Button small busy={list.more.busy} onPress={list.more.load}>
						{say('more')}
					</Button>
				</div>
			)}
		</div>
	);
}

type StateProps = Readonly<{
	postId: string;
	state: Readonly<{ mode: 'off' | 'approval' | 'at-once'; closed: boolean; mayClose: boolean }>;
}>;

/** What holds for this post, and the switch for it alone. */
function State({ postId, state: { mode, closed, mayClose } }: StateProps) {
	const say = useTranslations('voices');
	const announce = useAnnounce();
	const { run, busy, failure } = useAct(closeVoicesEndpoint, { topics: ['setting'] });
	const turn = async () => {
		const turned = await run({ id: postId, closed: !closed });
		if (turned.ok) announce(say(closed ? 'opened-done' : 'closed-done'));
	};
	return (
		<>
			<p className="hint">{say(`mode.${closed && mode !== 'off' ? 'closed' : mode}`)}</p>
			{mode !== 'off' && mayClose && (
				<div className="acts">
					<Button small busy={busy} onPress={() => void turn()}>
						{say(closed ? 'open' : 'close')}
					</Button>
				</div>
			)}
			<FormSummary failure={failure} />
		</>
	);
}
