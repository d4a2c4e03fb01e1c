import { useTranslations } from 'use-intl';

import { listPresencesEndpoint } from '#contract/channels.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Sheet } from '../parts/sheet.tsx';
import { LinesField } from './lines-field.tsx';
import { PolicyHead } from './policy-head.tsx';
import { PutInForce } from './put-in-force.tsx';
import { RestraintsSheet } from './restraints-sheet.tsx';
import type { Profile, Rules } from './shapes.ts';
import { StylesSheet } from './styles-sheet.tsx';
import { useProfileDraft, useRules } from './use-rules.ts';
import { VersionsSheet } from './versions-sheet.tsx';

/** What is official in this city, when it holds back, and how it speaks to whom. */
export function ProfilePage() {
	const query = useRules();
	return <Answer query={query}>{(rules) => <ProfileBody rules={rules} />}</Answer>;
}

const official = ['trunks', 'domains', 'ibans', 'addresses', 'holders'] as const;
const political = ['parties', 'candidates'] as const;

function ProfileBody({ rules }: Readonly<{ rules: Rules }>) {
	const say = useTranslations('policy.profile');
	const sayPage = useTranslations('policy.page');
	const { document, changed, set, drop, put } = useProfileDraft(rules);
	const presences = useQueryOf(listPresencesEndpoint, {}, { topics: ['presence'] });
	const fixed = !rules.mayChange;
	const end = fixed ? undefined : <PutInForce changed={changed} run={put} onDrop={drop} />;
	const lines = (key: (typeof official)[number] | (typeof political)[number]) => (
		<LinesField
			key={key}
			label={say(key)}
			hint={say(`${key}-hint`)}
			fixed={fixed}
			lines={document[key]}
			onChange={(list) => set({ [key]: list } satisfies Partial<Profile>)}
		/>
	);
	return (
		<>
			<PolicyHead place="profile" end={end} />
			<div className="stack">
				<p className="hint">{sayPage('in-force', { number: rules.profile.number })}</p>
				<Sheet title={say('official')}>
					<div className="pad stack">{official.map(lines)}</div>
				</Sheet>
				<RestraintsSheet list={document.restraints} fixed={fixed} onChange={(restraints) => set({ restraints })}>
					{political.map(lines)}
				</RestraintsSheet>
				<StylesSheet
					list={document.styles}
					presences={presences.data?.items ?? []}
					fixed={fixed}
					onChange={(styles) => set({ styles })}
				/>
				<VersionsSheet area="profile" />
			</div>
		</>
	);
}
