import { useTranslations } from 'use-intl';

import { policyVersionEndpoint } from '#contract/policy.ts';

import { WordChanges } from '../editorial/word-changes.tsx';
import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { changesOf, useChecksSaid, useNetiquetteSaid, useOpeningsSaid, useProfileSaid } from './version-changes.ts';

type VersionProps = Readonly<{
	area: 'checks' | 'profile' | 'netiquette' | 'openings';
	number: number;
	onClose: () => void;
}>;

/** What one version says otherwise than the one before it, and why. */
export function VersionDialog({ area, number, onClose }: VersionProps) {
	const say = useTranslations('policy.versions');
	const query = useQueryOf(policyVersionEndpoint, { area, number });
	const [saidInChecks, saidInProfile, saidInNetiquette] = [useChecksSaid(), useProfileSaid(), useNetiquetteSaid()];
	const saidInOpenings = useOpeningsSaid();
	const close = <Button onPress={onClose}>{say('close')}</Button>;
	return (
		<Dialog wide title={say('version', { number })} onClose={onClose} acts={close}>
			<Answer query={query}>
				{({ note, checks, profile, netiquette, openings }) => {
					const changes = [
						...(checks ? changesOf(saidInChecks(checks.before), saidInChecks(checks.now)) : []),
						...(profile ? changesOf(saidInProfile(profile.before), saidInProfile(profile.now)) : []),
						...(openings ? changesOf(saidInOpenings(openings.before), saidInOpenings(openings.now)) : []),
						...(netiquette ? changesOf(saidInNetiquette(netiquette.before), saidInNetiquette(netiquette.now)) : []),
					];
					return (
						<div className="stack">
							<p className="hint">{note}</p>
							{changes.length === 0 && <p>{say('same')}</p>}
							{changes.map(({ what, before, now }) => (
								<div key={what}>
									<span className="lab">{what}</span>
									<WordChanges before={before} now={now} />
								</div>
							))}
						</div>
					);
				}}
			</Answer>
		</Dialog>
	);
}
