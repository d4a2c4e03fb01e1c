import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { legalBases, requestErasureEndpoint } from '#contract/records.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { RadioRows } from '../parts/choice.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary, fieldErrors } from '../parts/failures.tsx';
import { Select, TextArea } from '../parts/field.tsx';
import { useAnnounce } from '../parts/toast.tsx';

type AskErasureProps = Readonly<{ subject: string; entryId: string; onAsked: () => void; onClose: () => void }>;

type Scope = 'entry' | 'subject';

/** Asks for an erasure. Nothing is erased until another person confirms. */
export function AskErasureDialog({ subject, entryId, onAsked, onClose }: AskErasureProps) {
	const say = useTranslations('records.erasure');
	const announce = useAnnounce();
	const [scope, setScope] = useState<Scope>('entry');
	const [basis, setBasis] = useState<(typeof legalBases)[number]>('gdpr-17-1-d');
	const [reason, setReason] = useState('');
	const asking = useAct(requestErasureEndpoint, {
		topics: ['record'],
		onDone: () => {
			announce(say('asked'));
			onAsked();
			onClose();
		},
	});
	const ask = () => void asking.run({ subject, ...(scope === 'entry' ? { entryId } : {}), legalBasis: basis, reason });
	const acts = (
		<>
			<Button onPress={onClose}>{say('keep')}</Button>
			<Button kind="danger" icon="trash" busy={asking.busy} onPress={ask}>
				{say('ask')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('ask-title')} onClose={onClose} acts={acts}>
			<p>{say('ask-hint')}</p>
			<FormSummary failure={asking.failure} />
			<RadioRows<Scope>
				label={say('scope.label')}
				value={scope}
				onChange={setScope}
				options={(['entry', 'subject'] as const).map((value) => ({ value, label: say(`scope.${value}`) }))}
			/>
			<Select
				label={say('basis')}
				value={basis}
				onChange={(value) => setBasis(legalBases.find((known) => known === value) ?? basis)}
				options={legalBases.map((value) => ({ value, label: say(`bases.${value}`) }))}
			/>
			<TextArea
				label={say('reason')}
				hint={say('reason-hint')}
				value={reason}
				onChange={setReason}
				rows={2}
				error={fieldErrors(asking.failure)['reason'] ? say('reason-missing') : undefined}
			/>
		</Dialog>
	);
}
