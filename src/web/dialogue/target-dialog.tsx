import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { addTargetEndpoint } from '#contract/handover.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextArea, TextField } from '../parts/field.tsx';
import { useOffice } from '../shell/office.tsx';

const kinds = ['portal', 'mailbox', 'phone', 'webhook', 'appointment'] as const;

/** A new target of a unit. A webhook's key is shown once, here. */
export function TargetDialog({ onClose }: Readonly<{ onClose: () => void }>) {
	const say = useTranslations('dialogue.targets');
	const common = useTranslations('common.act');
	const { may, units } = useOffice();
	const own = units.filter(({ id, closed }) => !closed && may('handover.manage', id));
	const [unitId, setUnitId] = useState(own[0]?.id ?? '');
	const [kind, setKind] = useState<(typeof kinds)[number]>('portal');
	const [name, setName] = useState('');
	const [address, setAddress] = useState('');
	const [contact, setContact] = useState('');
	const [publicText, setPublic] = useState(say('public-default'));
	const [privateText, setPrivate] = useState(say('private-default'));
	const [key, setKey] = useState<string>();
	const act = useAct(addTargetEndpoint, {
		topics: ['setting'],
		onDone: (made) => (made.key === null ? onClose() : setKey(made.key)),
	});
	if (key)
		return (
			<Dialog title={say('key')} onClose={onClose} acts={<Button onPress={onClose}>{common('close')}</Button>}>
				<p>{say('key-hint')}</p>
				<p>
					<code>{key}</code>
				</p>
			</Dialog>
		);
	const send = () => void act.run({ unitId, kind, name, address, contact, publicText, privateText });
	const acts = (
		<>
			<Button onPress={onClose}>{common('cancel')}</Button>
			<Button kind="main" busy={act.busy} onPress={send}>
				{say('add')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('add')} onClose={onClose} acts={acts} wide>
			<Select
				label={say('unit')}
				value={unitId}
				onChange={setUnitId}
				options={own.map(({ id, name: label }) => ({ value: id, label }))}
			/>
			<Select
				label={say('kind.label')}
				value={kind}
				onChange={(next) => setKind(kinds.find((one) => one === next) ?? 'portal')}
				options={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
			/>
			<TextField label={say('name')} value={name} onChange={setName} />
			<TextField label={say(`address.${kind}`)} value={address} onChange={setAddress} />
			<TextField label={say('contact')} hint={say('contact-hint')} value={contact} onChange={setContact} />
			<TextArea label={say('public-text')} rows={3} value={publicText} onChange={setPublic} />
			<TextArea label={say('private-text')} rows={3} value={privateText} onChange={setPrivate} />
			<FormSummary failure={act.failure} />
		</Dialog>
	);
}
