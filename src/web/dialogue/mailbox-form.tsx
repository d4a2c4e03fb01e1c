import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type MailboxView, saveMailboxEndpoint, testMailboxEndpoint } from '#contract/mailboxes.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { useAnnounce } from '../parts/toast.tsx';

const securities = ['tls', 'starttls', 'none'] as const;
const ports = { tls: 993, starttls: 143, none: 143 } as const;

type Settings = Pick<MailboxView, 'name' | 'address' | 'host' | 'port' | 'security' | 'user' | 'folder'>;
const fresh: Settings = { name: '', address: '', host: '', port: 993, security: 'tls', user: '', folder: 'INBOX' };

const settingsOf = ({ name, address, host, port, security, user, folder }: MailboxView): Settings => ({
	...{ name, address, host, port, security, user, folder },
});

type MailboxFormProps = Readonly<{ unit: string; before: MailboxView | null; onClose: () => void }>;

/** How a mailbox is reached, with a live test. Saving signs in once as well. */
export function MailboxForm({ unit, before, onClose }: MailboxFormProps) {
	const say = useTranslations('dialogue.mailboxes');
	const announce = useAnnounce();
	const [settings, setSettings] = useState(before === null ? fresh : settingsOf(before));
	const [password, setPassword] = useState('');
	const [tested, setTested] = useState('');
	const save = useAct(saveMailboxEndpoint, { topics: ['setting'] });
	const given = {
		...{ ...settings, unit },
		...(before === null ? {} : { id: before.id }),
		...(password === '' ? {} : { password }),
	};
	const asked = JSON.stringify(given);
	const test = useAct(testMailboxEndpoint, { onDone: () => setTested(asked) });
	const change = (part: Partial<Settings>) => setSettings({ ...settings, ...part });
	const { name, address, host, user, folder } = settings;
	const isFull = [name, host, user, folder].every((text) => text.trim() !== '') && address.includes('@');
	const blocked = isFull ? undefined : say('missing');
	const send = async () => {
		if (!(await save.run(given)).ok) return;
		announce(say('saved', { name }));
		onClose();
	};
	return (
		<Dialog
			title={before === null ? say('form-new') : say('form-change', { name: before.name })}
			onClose={onClose}
			wide
			acts={
				<>
					<Button onPress={onClose}>{say('cancel')}</Button>
					<Button icon="mail" busy={test.busy} blocked={blocked} onPress={() => void test.run(given)}>
						{say('test')}
					</Button>
					<Button kind="main" busy={save.busy} blocked={blocked} onPress={() => void send()}>
						{say('save')}
					</Button>
				</>
			}
		>
			<div className="form">
				<FormSummary failure={save.failure ?? test.failure} />
				{tested === asked && <Callout kind="passed" title={say('test-passed')} />}
				<TextField
					label={say('name')}
					hint={say('name-hint')}
					value={name}
					onChange={(value) => change({ name: value })}
				/>
				<TextField
					label={say('address')}
					hint={say('address-hint')}
					type="email"
					autoComplete="off"
					value={address}
					onChange={(value) => change({ address: value })}
				/>
				<ServerFields settings={settings} change={change} />
				<TextField
					label={say('password')}
					hint={before === null ? undefined : say('password-kept')}
					optional={before !== null}
					type="password"
					autoComplete="off"
					value={password}
					onChange={setPassword}
				/>
			</div>
		</Dialog>
	);
}

type ServerFieldsProps = Readonly<{ settings: Settings; change: (part: Partial<Settings>) => void }>;

function ServerFields({ settings: { host, port, security, user, folder }, change }: ServerFieldsProps) {
	const say = useTranslations('dialogue.mailboxes');
	const secure = (value: string) => {
		const next = securities.find((one) => one === value) ?? 'tls';
		change({ security: next, port: ports[next] });
	};
	return (
		<>
			<TextField label={say('host')} value={host} spellCheck={false} onChange={(value) => change({ host: value })} />
			<div className="two">
				<Select
					label={say('security')}
					value={security}
					options={securities.map((value) => ({ value, label: say(`security-${value}`) }))}
					onChange={secure}
				/>
				<TextField
					label={say('port')}
					inputMode="numeric"
					value={String(port)}
					onChange={(value) => change({ port: Number(value.replaceAll(/\D/g, '')) })}
				/>
			</div>
			<div className="two">
				<TextField
					label={say('user')}
					autoComplete="off"
					spellCheck={false}
					value={user}
					onChange={(value) => change({ user: value })}
				/>
				<TextField
					label={say('folder')}
					spellCheck={false}
					value={folder}
					onChange={(value) => change({ folder: value })}
				/>
			</div>
		</>
	);
}
