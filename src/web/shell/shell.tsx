import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

import { Bell } from '../desk/bell.tsx';
import { Guide } from '../guide/guide.tsx';
import { ButtonLink } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Keyboard, useShortcut } from '../parts/keys.tsx';
import { listenLive } from '../parts/live.ts';
import { StepUps } from '../parts/step-up.tsx';
import { Toasts } from '../parts/toast.tsx';
import { Account, KeysDialog } from './account.tsx';
import { Bands } from './bands.tsx';
import { useSpeakAgain } from './language.tsx';
import { needsRoom, usePlaces } from './navigation.ts';
import { Office, useOffice } from './office.tsx';
import { Palette } from './palette.tsx';
import { prefer, usePreference } from './preferences.ts';
import { PlaceLink, Side } from './side.tsx';
import { UnitChoice, UnitSwitcher } from './unit.tsx';
import { useWaiting } from './waiting.ts';
import { useWalk } from './walk.ts';

/** The desk around every page: navigation, unit, search, own account. */
export function Shell() {
	const keys = usePreference('keys');
	return (
		<Office>
			<UnitChoice>
				<Keyboard enabled={keys === 'on'}>
					<Toasts>
						<StepUps>
							<Desk />
						</StepUps>
					</Toasts>
				</Keyboard>
			</UnitChoice>
		</Office>
	);
}

function Desk() {
	const say = useTranslations('shell');
	const [folded, fold] = useRail();
	const connected = useLive();
	useWalk();
	return (
		<div className={folded ? 'desk rail' : 'desk'}>
			<a className="skip" href="#inhalt">
				{say('skip')}
			</a>
			<Bands connected={connected} />
			<Side folded={folded} onFold={fold} />
			<div className="work">
				<Top />
				<Guide />
				<main id="inhalt" tabIndex={-1} data-walk="">
					<Outlet />
				</main>
			</div>
			<TabBar />
		</div>
	);
}

/** Composer and dialogue need the room: there the navigation folds, unless the person opened it again. */
const useRail = (): readonly [boolean, () => void] => {
	const choice = usePreference('rail');
	const narrow = useLocation({ select: ({ pathname }) => needsRoom(pathname) });
	const folded = choice === 'folded' || (choice === 'auto' && narrow);
	return [folded, () => prefer('rail', folded ? 'open' : narrow ? 'auto' : 'folded')];
};

const useLive = (): boolean => {
	const client = useQueryClient();
	const [connected, setConnected] = useState(true);
	useEffect(() => listenLive(client, setConnected), [client]);
	return connected;
};

function Top() {
	const say = useTranslations('shell');
	const navigate = useNavigate();
	const { may } = useOffice();
	const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
	const speakAgain = useSpeakAgain();
	const close = () => setOpen(null);
	usePaletteKey(() => setOpen('palette'));
	useShortcut('?', say('keys.help'), () => setOpen('keys'));
	useShortcut('b', say('keys.notices'), () => void navigate({ to: '/benachrichtigungen' }));
	useShortcut('n', say('keys.new-post'), () => may('post.write') && void navigate({ to: '/redaktion/neu' }));
	return (
		<section className="top" aria-label={say('tools')} data-walk="" tabIndex={-1}>
			<UnitSwitcher phone />
			<button type="button" className="find" onClick={() => setOpen('palette')}>
				<Icon name="search" />
				<span className="w">{say('find')}</span>
				<span className="keycap" aria-hidden="true">
					{say('keys.ctrl-k')}
				</span>
			</button>
			<div className="end">
				{may('post.write') && (
					<span className="dsk">
						<ButtonLink kind="main" icon="plus" to="/redaktion/neu">
							{say('new-post')}
						</ButtonLink>
					</span>
				)}
				<Bell />
				<Account onKeys={() => setOpen('keys')} onLanguage={speakAgain} />
			</div>
			{open === 'palette' && <Palette onClose={close} />}
			{open === 'keys' && <KeysDialog onClose={close} />}
		</section>
	);
}

const usePaletteKey = (open: () => void): void => {
	useEffect(() => {
		const press = (event: KeyboardEvent) => {
			if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
			event.preventDefault();
			open();
		};
		document.addEventListener('keydown', press);
		return () => document.removeEventListener('keydown', press);
	});
};

/** On a phone the daily places lie at the bottom; the rest behind "Mehr". */
function TabBar() {
	const say = useTranslations('shell');
	const waiting = useWaiting();
	const { may } = useOffice();
	const daily = usePlaces().filter(({ group }) => group === 'daily');
	return (
		<nav className="tabbar" aria-label={say('areas')}>
			{daily.map((place) => (
				<PlaceLink key={place.key} place={place} waiting={waiting} />
			))}
			{may('post.write') && (
				<Link to="/redaktion/neu">
					<Icon name="plus" />
					{say('place.new')}
				</Link>
			)}
			<Link to="/mehr" activeProps={{ 'aria-current': 'page' }}>
				<Icon name="menu" />
				{say('place.more')}
			</Link>
		</nav>
	);
}
