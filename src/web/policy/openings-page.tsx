import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { changeOpeningsEndpoint, openingsInForceEndpoint } from '#contract/openings.ts';
import { networkNames } from '#kernel/channel-name.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Checkbox } from '../parts/choice.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { PolicyHead } from './policy-head.tsx';
import { PutInForce } from './put-in-force.tsx';
import { VersionsSheet } from './versions-sheet.tsx';

type Shown = z.output<typeof openingsInForceEndpoint.output>;

/** Networks on which a unit may open a presence by itself; for every other one a resolution is named. */
export function OpeningsPage() {
	const query = useQueryOf(openingsInForceEndpoint, {}, { topics: ['setting'] });
	return <Answer query={query}>{(shown) => <Body shown={shown} />}</Answer>;
}

function Body({ shown: { number, document, mayChange } }: Readonly<{ shown: Shown }>) {
	const say = useTranslations('policy.openings');
	const sayPage = useTranslations('policy.page');
	const sayForce = useTranslations('policy.force');
	const sayChannel = useTranslations('common.channel');
	const announce = useAnnounce();
	const [draft, setDraft] = useState<Shown['document'] | null>(null);
	const act = useAct(changeOpeningsEndpoint, {
		topics: ['setting'],
		onDone: ({ number: put }) => {
			setDraft(null);
			announce(sayForce('done', { number: put }));
		},
	});
	const { networks } = draft ?? document;
	const set = (network: Shown['document']['networks'][number], on: boolean) =>
		setDraft({ networks: networkNames.filter((one) => (one === network ? on : networks.includes(one))) });
	const isChanged = networkNames.some((one) => networks.includes(one) !== document.networks.includes(one));
	const put = (note: string) => act.run({ base: number, note, document: { networks } });
	const end = mayChange ? <PutInForce changed={isChanged} run={put} onDrop={() => setDraft(null)} /> : undefined;
	return (
		<>
			<PolicyHead place="openings" end={end} />
			<div className="stack">
				<p className="hint">{sayPage('in-force', { number })}</p>
				<Sheet title={say('title')}>
					<div className="pad stack">
						<p>{say('text')}</p>
						{mayChange ? (
							<fieldset className="tick-list">
								<legend className="lab">{say('free')}</legend>
								{networkNames.map((network) => (
									<Checkbox
										key={network}
										label={sayChannel(network)}
										checked={networks.includes(network)}
										onChange={(on) => set(network, on)}
									/>
								))}
							</fieldset>
						) : (
							<p>{networks.length === 0 ? say('none') : networks.map((one) => sayChannel(one)).join(', ')}</p>
						)}
					</div>
				</Sheet>
				<VersionsSheet area="openings" />
			</div>
		</>
	);
}
