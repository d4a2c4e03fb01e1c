import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { getPresenceEndpoint } from '#contract/channels.ts';
import { networkNames } from '#kernel/channel-name.ts';
import { FediverseForm } from '../federation/fediverse-form.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { RadioRows } from '../parts/choice.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Loading } from '../parts/empty.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { AgreeForm } from './agree-form.tsx';
import { BlueskyForm, MastodonForm, PracticeForm } from './connect-forms.tsx';
import { type Network, readNetwork } from './search.ts';

const forms = {
	practice: PracticeForm,
	activitypub: FediverseForm,
	mastodon: MastodonForm,
	bluesky: BlueskyForm,
	x: AgreeForm,
	linkedin: AgreeForm,
	facebook: AgreeForm,
	youtube: AgreeForm,
	instagram: AgreeForm,
	threads: AgreeForm,
} as const satisfies Record<Network, unknown>;

/** The assistant: which network, then what it asks for. */
export function ConnectPage() {
	const say = useTranslations('channels');
	const sayChannel = useTranslations('common.channel');
	const navigate = useNavigate();
	const { netz, geplant } = readNetwork(useSearch({ strict: false }));
	const plan = useQueryOf(getPresenceEndpoint, { id: geplant ?? '' }, { enabled: geplant !== undefined });
	const [network, setNetwork] = useState<Network>(netz ?? 'practice');
	const Form = forms[network];
	const planned = plan.data?.state === 'planned' ? plan.data : undefined;
	if (geplant !== undefined && plan.isLoading) return <Loading />;
	const done = (id: string) => void navigate({ to: `/einrichtung/auftritte/${id}` });
	return (
		<>
			<PageHead
				title={say('connect.title')}
				sub={say('connect.sub')}
				path={<DeskLink to="/einrichtung/auftritte">{say('one.back')}</DeskLink>}
			/>
			<div className="det">
				<Sheet title={say('connect.network')}>
					<div className="pad stack">
						{planned === undefined && (
							<RadioRows
								label={say('connect.where')}
								value={network}
								onChange={setNetwork}
								options={[
									{ value: 'practice', label: say('connect.practice'), hint: say('connect.practice-hint') },
									{ value: 'activitypub', label: sayChannel('activitypub'), hint: say('connect.activitypub-hint') },
									...networkNames.map((value) => ({
										value,
										label: sayChannel(value),
										hint: say(`connect.${value}-hint`),
									})),
								]}
							/>
						)}
						<Form key={network} network={network} planned={planned} onDone={done} />
					</div>
				</Sheet>
			</div>
		</>
	);
}
