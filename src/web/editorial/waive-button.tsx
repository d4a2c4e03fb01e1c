import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { waiveFindingEndpoint } from '#contract/editorial-checks.ts';
import { fail } from '#kernel/result.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { useOffice } from '../shell/office.tsx';
import type { Finding, PostView } from './shapes.ts';
import type { Draft } from './use-draft.ts';

type WaiveProps = Readonly<{ finding: Finding; post: PostView; draft: Draft }>;

/** Lets a block pass, for who may by the rules of the house; for everybody else there is no button. */
export function WaiveButton({ finding, post, draft }: WaiveProps) {
	const say = useTranslations('editorial.checks');
	const { grants } = useOffice();
	const [asking, setAsking] = useState(false);
	const act = useAct(waiveFindingEndpoint, { topics: ['post', 'setting'] });
	const { rule, field, found, presenceId, waivableBy, waived } = finding;
	const may = grants.some(
		({ role, units }) => waivableBy.includes(role) && (units === 'all' || units.includes(post.unitId)),
	);
	if (!may || waived !== null) return null;
	const waive = async (reason: string) =>
		(await draft.flush())
			? act.run({ id: post.id, rule, field, found, presenceId, reason })
			: fail({ type: 'office.offline', status: 0, detail: {} });
	return (
		<>
			<Button small kind="quiet" onPress={() => setAsking(true)}>
				{say('waive')}
			</Button>
			{asking && (
				<ConfirmDialog
					title={say('waive-title')}
					verb={say('waive-verb')}
					safe={say('keep')}
					reason={say('waive-reason')}
					onConfirm={waive}
					onClose={() => setAsking(false)}
				>
					<p>{say('waive-text')}</p>
				</ConfirmDialog>
			)}
		</>
	);
}
