import { type ReactNode, useState } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslations } from 'use-intl';

import type { Result } from '#kernel/result.ts';

import { Button } from './button.tsx';
import type { CallFailure } from './call.ts';
import { FormSummary } from './failures.tsx';
import { TextArea } from './field.tsx';
import { focusOnce } from './focus.ts';
import type { IconName } from './icons.ts';

type DialogProps = Readonly<{
	/** A question, or what is chosen here. */
	title: string;
	onClose: () => void;
	children: ReactNode;
	/** Acts at the foot, the safe one first. */
	acts?: ReactNode;
	wide?: boolean;
	/** Only its content is to be seen; the title is for who cannot see it. */
	bare?: boolean;
}>;

/** Something to decide before going on. Keeps the focus inside and gives it back; Esc closes. Shown while it is mounted. */
export function Dialog({ title, onClose, children, acts, wide, bare }: DialogProps) {
	return (
		<ModalOverlay className="veil" isOpen isDismissable onOpenChange={(open) => open || onClose()}>
			<Modal className={wide ? 'modal wide' : 'modal'}>
				<AriaDialog className={bare ? 'dlg bare' : 'dlg'}>
					<Heading slot="title" level={2} {...(bare ? { className: 'sr' } : {})}>
						{title}
					</Heading>
					{children}
					{acts && <div className="go">{acts}</div>}
				</AriaDialog>
			</Modal>
		</ModalOverlay>
	);
}

type ConfirmProps = Readonly<{
	title: string;
	/** The verb of the act, repeated on its button. */
	verb: string;
	/** The safe answer, said as a verb too. */
	safe: string;
	icon?: IconName;
	danger?: boolean;
	/** Asks for a reason where the file needs one; the label says what becomes of it. */
	reason?: string;
	children?: ReactNode;
	onConfirm: (reason: string) => Promise<Result<unknown, CallFailure>>;
	onClose: () => void;
}>;

/** Asks before something that cannot be undone: what will happen, the safe answer first, a refusal shown in place. */
export function ConfirmDialog(props: ConfirmProps) {
	const { title, verb, safe, icon, danger, reason: reasonLabel, children, onConfirm, onClose } = props;
	const say = useTranslations('common.confirm');
	const [reason, setReason] = useState('');
	const [busy, setBusy] = useState(false);
	const [failure, setFailure] = useState<CallFailure>();
	const blocked = reasonLabel && reason.trim() === '' ? say('reason-missing') : undefined;
	const confirm = async () => {
		setBusy(true);
		const result = await onConfirm(reason.trim());
		setBusy(false);
		if (result.ok) onClose();
		else setFailure(result.error);
	};
	const acts = (
		<>
			<Button onPress={onClose} {...(reasonLabel ? {} : { buttonRef: focusOnce })}>
				{safe}
			</Button>
			<Button
				kind={danger ? 'danger' : 'main'}
				{...(icon ? { icon } : {})}
				busy={busy}
				blocked={blocked}
				onPress={() => void confirm()}
			>
				{verb}
			</Button>
		</>
	);
	return (
		<Dialog title={title} onClose={onClose} acts={acts}>
			{children}
			<FormSummary failure={failure} />
			{reasonLabel && <TextArea label={reasonLabel} value={reason} onChange={setReason} rows={2} autoFocus />}
		</Dialog>
	);
}
