import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { dropCorrectionEndpoint, withdrawPostEndpoint } from '#contract/editorial-acts.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Menu } from '../parts/menu.tsx';
import { useOffice } from '../shell/office.tsx';
import { ReleaseDialog } from './approval-release.tsx';
import type { PostView } from './shapes.ts';

type DraftMenuProps = Readonly<{
	post: PostView;
	/** Saves what is not saved yet and answers whether everything is. */
	onSave: () => Promise<boolean>;
}>;

/** The ways out of writing: put the draft away, give the correction up, or send it out in an emergency. */
export function DraftMenu({ post, onSave }: DraftMenuProps) {
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
			<EmergencyMenu post={post} onSave={onSave} />
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

/** For who may publish without waiting for anybody: what goes out is what stands here, saved. */
function EmergencyMenu({ post, onSave }: DraftMenuProps) {
	const say = useTranslations('approval.act');
	const sayMore = useTranslations('editorial.acts');
	const { may } = useOffice();
	const [asking, setAsking] = useState(false);
	if (post.correction !== null || !may('post.release-emergency', post.unitId)) return null;
	const ask = async () => setAsking(await onSave());
	const entry = { key: 'release', icon: 'triangle-alert', label: say('release'), danger: true } as const;
	return (
		<>
			<Menu label={sayMore('more')} className="btn ico" entries={[{ ...entry, onAct: () => void ask() }]}>
				<Icon name="menu" size="l" />
			</Menu>
			{asking && <ReleaseDialog post={post} onClose={() => setAsking(false)} />}
		</>
	);
}
