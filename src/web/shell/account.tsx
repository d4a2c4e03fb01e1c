import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { takeUpRound } from '../guide/round.ts';
import { Button } from '../parts/button.tsx';
import { Checkbox, RadioRows } from '../parts/choice.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useShortcuts } from '../parts/keys.tsx';
import { keepLanguage } from '../parts/language.ts';
import { Menu } from '../parts/menu.tsx';
import { useOffice } from './office.tsx';
import { prefer, usePreference } from './preferences.ts';
import { useSignOut } from './sign-out.ts';

type AccountProps = Readonly<{ onKeys: () => void; onLanguage: () => void }>;

/** The own account: how the desk looks here, sign-in and security, and out. */
export function Account({ onKeys, onLanguage }: AccountProps) {
	const say = useTranslations('shell.account');
	const navigate = useNavigate();
	const signOut = useSignOut();
	const sayRound = useTranslations('guide');
	const sayCity = useTranslations('sample.page');
	const { person, authority, flags } = useOffice();
	const [open, setOpen] = useState(false);
	return (
		<>
			<Menu
				className="btn quiet ico"
				label={say('open', { name: person.name })}
				head={
					<>
						<b>{person.name}</b>
						{authority.name}
					</>
				}
				entries={[
					{ key: 'display', label: say('display'), icon: 'sun', onAct: () => setOpen(true) },
					{ key: 'round', label: sayRound('title'), icon: 'forward', onAct: takeUpRound },
					{ key: 'keys', label: say('keys'), icon: 'keyboard', onAct: onKeys },
					{ key: 'security', label: say('security'), icon: 'key-round', onAct: () => void navigate({ to: '/konto' }) },
					...(flags.sample
						? ([
								{
									key: 'seat',
									label: sayCity('menu'),
									icon: 'users',
									onAct: () => void navigate({ to: '/musterstadt' }),
								},
							] as const)
						: []),
					{ key: 'out', label: say('sign-out'), icon: 'log-out', parted: true, onAct: signOut },
				]}
			>
				<span className="av w">{person.initials}</span>
			</Menu>
			{open && <DisplayDialog onClose={() => setOpen(false)} onLanguage={onLanguage} />}
		</>
	);
}

type DisplayDialogProps = Readonly<{ onClose: () => void; onLanguage: () => void }>;

function DisplayDialog({ onClose, onLanguage }: DisplayDialogProps) {
	const say = useTranslations('shell.display');
	const language = useLocale();
	const theme = usePreference('theme');
	const density = usePreference('density');
	const keys = usePreference('keys');
	const speak = (next: 'de' | 'en') => {
		keepLanguage(next);
		onLanguage();
	};
	return (
		<Dialog title={say('title')} onClose={onClose} acts={<Button onPress={onClose}>{say('done')}</Button>}>
			<div className="two">
				<RadioRows
					label={say('theme')}
					value={theme}
					onChange={(value) => prefer('theme', value)}
					options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: say(`theme-${value}`) }))}
				/>
				<RadioRows
					label={say('density')}
					value={density}
					onChange={(value) => prefer('density', value)}
					options={(['compact', 'normal', 'roomy'] as const).map((value) => ({
						value,
						label: say(`density-${value}`),
					}))}
				/>
			</div>
			<RadioRows
				label={say('language')}
				value={language}
				onChange={speak}
				options={(['de', 'en'] as const).map((value) => ({ value, label: say(`language-${value}`) }))}
			/>
			<Checkbox
				label={say('keys')}
				hint={say('keys-hint')}
				checked={keys === 'on'}
				onChange={(on) => prefer('keys', on ? 'on' : 'off')}
			/>
		</Dialog>
	);
}

type KeysDialogProps = Readonly<{ onClose: () => void }>;

/** Every key that works here. */
export function KeysDialog({ onClose }: KeysDialogProps) {
	const say = useTranslations('shell.keys');
	const close = useTranslations('common.act')('close');
	const shortcuts = useShortcuts()();
	const on = usePreference('keys') === 'on';
	const always = [
		{ key: say('ctrl-k'), label: say('palette') },
		{ key: 'F6', label: say('walk') },
	];
	return (
		<Dialog title={say('title')} onClose={onClose} acts={<Button onPress={onClose}>{close}</Button>}>
			{!on && <p className="hint">{say('off')}</p>}
			<dl className="kv">
				{[...always, ...(on ? shortcuts : [])].map(({ key, label }) => (
					<div className="kv-row" key={key}>
						<dt>
							<span className="keycap">{key.length === 1 ? key.toUpperCase() : key}</span>
						</dt>
						<dd>{label}</dd>
					</div>
				))}
			</dl>
		</Dialog>
	);
}
