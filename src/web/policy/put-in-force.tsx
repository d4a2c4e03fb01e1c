import { useState } from 'react';
import { useTranslations } from 'use-intl';

import type { Result } from '#kernel/result.ts';

import { Button } from '../parts/button.tsx';
import type { CallFailure } from '../parts/call.ts';
import { ConfirmDialog } from '../parts/dialog.tsx';

type PutProps = Readonly<{
	/** Something differs from what is in force. */
	changed: boolean;
	run: (note: string) => Promise<Result<unknown, CallFailure>>;
	onDrop: () => void;
}>;

/** The act of a page of rules: a new version, with what was changed and why. */
export function PutInForce({ changed, run, onDrop }: PutProps) {
	const say = useTranslations('policy.force');
	const [asking, setAsking] = useState(false);
	return (
		<>
			{changed && <Button onPress={onDrop}>{say('drop')}</Button>}
			<Button kind="main" blocked={changed ? undefined : say('nothing')} onPress={() => setAsking(true)}>
				{say('put')}
			</Button>
			{asking && (
				<ConfirmDialog
					title={say('title')}
					verb={say('put')}
					safe={say('not-yet')}
					reason={say('note')}
					onConfirm={run}
					onClose={() => setAsking(false)}
				>
					<p>{say('text')}</p>
				</ConfirmDialog>
			)}
		</>
	);
}
