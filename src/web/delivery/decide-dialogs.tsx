import { useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	confirmDeliveryEndpoint,
	type DeliveryView,
	discardDeliveryEndpoint,
	resendDeliveryEndpoint,
} from '#contract/delivery.ts';

import { useAct } from '../parts/asking.ts';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';

type DecideProps = Readonly<{ delivery: DeliveryView; onClose: () => void }>;

/** The person saw the copy and says where. */
export function ConfirmCopyDialog({ delivery: { id, presence }, onClose }: DecideProps) {
	const say = useTranslations('delivery.confirm');
	const [url, setUrl] = useState('');
	const confirm = useAct(confirmDeliveryEndpoint, { topics: ['delivery'] });
	return (
		<ConfirmDialog
			title={say('title')}
			verb={say('verb')}
			safe={say('safe')}
			icon="check"
			onConfirm={() => confirm.run({ id, url: url.trim() })}
			onClose={onClose}
		>
			<TextField label={say('link', { name: presence.name })} type="url" value={url} onChange={setUrl} />
		</ConfirmDialog>
	);
}

/** The person looked and saw nothing. Asked once more, because it may appear twice. */
export function ResendDialog({ delivery: { id, presence }, onClose }: DecideProps) {
	const say = useTranslations('delivery.resend');
	const resend = useAct(resendDeliveryEndpoint, { topics: ['delivery'] });
	const { name } = presence;
	return (
		<ConfirmDialog
			title={say('title', { name })}
			verb={say('verb')}
			safe={say('safe')}
			icon="send"
			danger
			onConfirm={() => resend.run({ id, looked: true })}
			onClose={onClose}
		>
			<p>{say('text', { name })}</p>
		</ConfirmDialog>
	);
}

/** It is not meant any more, or cannot be mended: given up with a reason for the file. */
export function DiscardDialog({ delivery: { id, presence }, onClose }: DecideProps) {
	const say = useTranslations('delivery.discard');
	const discard = useAct(discardDeliveryEndpoint, { topics: ['delivery'] });
	return (
		<ConfirmDialog
			title={say('title')}
			verb={say('verb')}
			safe={say('safe')}
			danger
			reason={say('reason')}
			onConfirm={(reason) => discard.run({ id, reason })}
			onClose={onClose}
		>
			<p>{say('text', { name: presence.name })}</p>
		</ConfirmDialog>
	);
}
