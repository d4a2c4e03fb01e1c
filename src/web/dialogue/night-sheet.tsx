import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { nightEndpoint, type PresenceNight, saveNightEndpoint } from '#contract/night.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { presenceName } from './presence-name.ts';

const modes = ['off', 'private', 'all'] as const;

/** What each presence of the unit says while the unit is closed. */
export function NightSheet({ unit }: Readonly<{ unit: string }>) {
	const say = useTranslations('dialogue.night');
	const query = useQueryOf(nightEndpoint, { unit }, { topics: ['setting'] });
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				<p>{say('intro')}</p>
				<Answer query={query} what={say('title')}>
					{({ presences, sample }) =>
						presences.length === 0 ? (
							<p className="hint">{say('none')}</p>
						) : (
							<>
								{presences.map((presence) => (
									<NightOf key={`${presence.id} ${presence.mode} ${presence.extra}`} presence={presence} />
								))}
								<figure className="night-sample">
									<figcaption className="lab">{say('sample')}</figcaption>
									<blockquote lang="de">{sample}</blockquote>
								</figure>
							</>
						)
					}
				</Answer>
			</div>
		</Sheet>
	);
}

function NightOf({ presence }: Readonly<{ presence: PresenceNight }>) {
	const say = useTranslations('dialogue.night');
	const announce = useAnnounce();
	const [mode, setMode] = useState(presence.mode);
	const [extra, setExtra] = useState(presence.extra);
	const { run, busy, failure } = useAct(saveNightEndpoint, { topics: ['setting'] });
	const { id: presenceId } = presence;
	const name = presenceName(presence);
	const save = async () => {
		if ((await run({ presenceId, mode, extra })).ok) announce(say('saved', { name }));
	};
	return (
		<div className="stack">
			<div className="svc-row">
				<Select
					label={name}
					value={mode}
					options={modes.map((value) => ({ value, label: say(`mode.${value}`) }))}
					onChange={(value) => setMode(modes.find((one) => one === value) ?? 'off')}
				/>
				<TextField label={say('extra', { name })} optional value={extra} onChange={setExtra} />
				<Button busy={busy} onPress={() => void save()}>
					{say('save')}
				</Button>
			</div>
			<FormSummary failure={failure} />
		</div>
	);
}
