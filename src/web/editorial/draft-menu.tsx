import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { dropCorrectionEndpoint, withdrawPostEndpoint } from '#contract/editorial-acts.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import type { PostView } from './shapes.ts';

type DraftMenuProps = Readonly<{ post: PostView }>;

/** The way out of writing: put the draft away, or give the correction up. */
export function DraftMenu({ post }: DraftMenuProps) {
	const say = useTranslations('editorial.put-away');
	const navigate = useNavigate();
	const [asking, setAsking] = useState(false);
	const leave = () => void navigate({ to: '/redaktion' });
	const drop = useAct(dropCorrectionEndpoint, { topics: ['post'] });
	const withdraw = useAct(withdrawPostEndpoint, { topics: ['post'], onDone: leave });
	const kind = post.correction ? 'correction' : 'draft';
	return (
		<>
			<Button icon="trash" onPress={() => setAsking(true)}>
				{say(`${kind}.button`)}
			</Button>
			{asking && (
				<ConfirmDialog
					title={say(`${kind}.title`)}
					verb={say(`${kind}.verb`)}
					safe={say('safe')}
					danger
					{...(post.correction ? {} : { reason: say('reason') })}
					onConfirm={(note) => (post.correction ? drop.run({ id: post.id }) : withdraw.run({ id: post.id, note }))}
					onClose={() => setAsking(false)}
				>
					<p>{say(`${kind}.text`)}</p>
				</ConfirmDialog>
			)}
		</>
	);
}
