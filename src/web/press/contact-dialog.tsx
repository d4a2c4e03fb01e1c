import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { addPressContactEndpoint, changePressContactEndpoint, removePressContactEndpoint } from '#contract/press.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { useZone } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { dayAt } from '../planning/days.ts';
import { UnitSelect, useWritable } from '../planning/unit-select.tsx';
import { ContactFields, type Written } from './contact-fields.tsx';
import { type Contact, nameOf } from './shapes.ts';

type DialogProps = Readonly<{ contact: Contact | null; onClose: () => void }>;

const useBlank = (): Written => ({
	...{ name: '', outlet: '', mail: '', language: 'de', source: '', listIds: [], state: 'active', askedAgain: false },
	since: dayAt(useNow(), useZone()),
});

/** Adds a contact, changes it, pauses it, or deletes it. */
export function ContactDialog({ contact, onClose }: DialogProps) {
	const say = useTranslations('press.contact');
	const sayNew = useTranslations('press.contacts');
	const { unitId, setUnitId } = useWritable();
	const blank = useBlank();
	const [written, setWritten] = useState<Written>(contact ? { ...contact, askedAgain: false } : blank);
	const [removing, setRemoving] = useState(false);
	const add = useAct(addPressContactEndpoint, { topics: ['setting'], onDone: onClose });
	const change = useAct(changePressContactEndpoint, { topics: ['setting'], onDone: onClose });
	const { name, outlet, mail, language, source, since, listIds, state, askedAgain } = written;
	const fields = { name, outlet, mail: mail.trim(), language, source, since, listIds: [...listIds] };
	const save = () =>
		contact
			? change.run({ id: contact.id, base: contact.version, state, ...fields })
			: add.run({ unitId, askedAgain, ...fields });
	if (contact && removing) return <RemoveDialog contact={contact} onClose={onClose} />;
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			{contact && (
				<Button kind="danger" icon="trash" onPress={() => setRemoving(true)}>
					{say('remove')}
				</Button>
			)}
			<Button
				kind="main"
				icon="check"
				busy={add.busy || change.busy}
				blocked={isWhole(written) ? undefined : say('incomplete')}
				onPress={() => void save()}
			>
				{say('save')}
			</Button>
		</>
	);
	return (
		<Dialog wide title={contact ? nameOf(contact) : sayNew('new')} onClose={onClose} acts={acts}>
			{contact === null && <UnitSelect value={unitId} onChange={setUnitId} />}
			<ContactFields
				written={written}
				onChange={setWritten}
				unitId={contact?.unitId ?? unitId}
				bounce={contact?.state === 'bounced' ? (contact.bounce ?? '') : null}
				failure={add.failure ?? change.failure}
			/>
		</Dialog>
	);
}

const isWhole = ({ mail, source, since }: Written): boolean =>
	mail.includes('@') && source.trim().length >= 3 && since !== '';

type RemoveProps = Readonly<{ contact: Contact; onClose: () => void }>;

function RemoveDialog({ contact, onClose }: RemoveProps) {
	const say = useTranslations('press.contact');
	const remove = useAct(removePressContactEndpoint, { topics: ['setting'] });
	return (
		<ConfirmDialog
			title={say('remove-title')}
			verb={say('remove')}
			safe={say('keep')}
			icon="trash"
			danger
			onConfirm={() => remove.run({ id: contact.id })}
			onClose={onClose}
		>
			<p>{say('remove-what')}</p>
		</ConfirmDialog>
	);
}
