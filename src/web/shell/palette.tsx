import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { markNoticesEndpoint } from '#contract/desk.ts';
import { sampleEndpoint, takeSeatEndpoint } from '#contract/sample.ts';

import { takeUpRound } from '../guide/round.ts';
import { sayIn } from '../languages/index.ts';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Finder, type FinderGroup, type FinderOption } from '../parts/finder.tsx';
import { settingsPlaces } from '../people/settings/places.ts';
import { type Place, usePlaces } from './navigation.ts';
import { useOffice } from './office.tsx';
import { findEverywhere } from './palette-sources.ts';
import { prefer } from './preferences.ts';
import { useSignOut } from './sign-out.ts';

type PaletteProps = Readonly<{ onClose: () => void }>;

/** Finds anything and does acts, from one line. */
export function Palette({ onClose }: PaletteProps) {
	const say = useTranslations('shell.palette');
	const [text, setText] = useState('');
	const wanted = text.trim();
	const found = useFound(wanted, onClose);
	const pages = usePages(onClose);
	const acts = [...useActs(onClose), ...useSeats()];
	const fits = ({ label }: FinderOption) => label.toLocaleLowerCase().includes(wanted.toLocaleLowerCase());
	const groups: FinderGroup[] = [
		...found,
		{ key: 'pages', title: say('pages'), options: pages.filter(fits) },
		{ key: 'acts', title: say('acts'), options: acts.filter(fits) },
	];
	return (
		<Dialog title={say('title')} onClose={onClose} bare>
			<Finder label={say('title')} text={text} onText={setText} groups={groups} none={say('none', { text: wanted })} />
		</Dialog>
	);
}

/** What the modules find, once two letters are there. */
const useFound = (wanted: string, onClose: () => void): FinderGroup[] => {
	const language = useLocale();
	const navigate = useNavigate();
	const say = useTranslations('shell.palette');
	const { may } = useOffice();
	const asked = useDeferredValue(wanted);
	const { data = [] } = useQuery({
		queryKey: [['post', 'conversation'], 'palette', asked, language],
		queryFn: () => findEverywhere({ text: asked, say: sayIn(language), may }),
		enabled: asked.length > 1,
	});
	if (asked.length < 2) return [];
	return data.map(({ key, hits }) => ({
		key,
		title: say(key),
		options: hits.map(({ to, ...hit }) => ({
			...hit,
			href: `/desk${to}`,
			onAct: () => {
				onClose();
				void navigate({ href: `/desk${to}` });
			},
		})),
	}));
};

const usePages = (onClose: () => void): FinderOption[] => {
	const say = useTranslations('shell');
	const navigate = useNavigate();
	const saySettings = useTranslations('people.settings');
	const { may } = useOffice();
	const page = (key: string, place: string, { to, icon }: Pick<Place, 'to' | 'icon'>): FinderOption => ({
		...{ key: `page-${key}`, label: say('palette.go', { place }), icon, href: `/desk${to}` },
		onAct: () => {
			onClose();
			void navigate({ to });
		},
	});
	const settings = settingsPlaces.filter(
		({ needs }) => may('person.manage') || (needs !== 'person.read' && may(needs)),
	);
	return [
		...usePlaces().map((place) => page(place.key, say(`place.${place.key}`), place)),
		...settings.map(({ key, to }) => page(`settings-${key}`, saySettings(key), { to, icon: 'sliders-horizontal' })),
		page('account', say('account.security'), { to: '/konto', icon: 'key-round' }),
	];
};

/** In the sample city: whose place one may take. */
const useSeats = (): FinderOption[] => {
	const say = useTranslations('sample.seat');
	const { flags, person } = useOffice();
	const { data } = useQueryOf(sampleEndpoint, {}, { enabled: flags.sample });
	const { run } = useAct(takeSeatEndpoint, { onDone: () => location.assign('/desk/') });
	return (data?.seats ?? [])
		.filter(({ id }) => id !== person.id)
		.map(({ id, name }) => ({
			...{ key: `seat-${id}`, label: say('take-as', { name }), icon: 'users' },
			onAct: () => void run({ personId: id }),
		}));
};

const useActs = (onClose: () => void): FinderOption[] => {
	const say = useTranslations('shell');
	const navigate = useNavigate();
	const signOut = useSignOut();
	const { may } = useOffice();
	const option = (option: Omit<FinderOption, 'onAct'>, act: () => void): FinderOption => ({
		...option,
		onAct: () => {
			onClose();
			act();
		},
	});
	const write = option({ key: 'new-post', label: say('new-post'), icon: 'plus', hint: 'N' }, () => {
		void navigate({ to: '/redaktion/neu' });
	});
	const { run: mark } = useAct(markNoticesEndpoint, { topics: ['notice'] });
	const rule = option({ key: 'rule', label: say('palette.rules'), icon: 'stamp' }, () => {
		void navigate({ to: '/einrichtung/freigabe' });
	});
	return [
		...(may('post.write') ? [write] : []),
		...(may('approval.manage') ? [rule] : []),
		option({ key: 'notices', label: say('palette.notices'), icon: 'bell', hint: 'B' }, () => {
			void navigate({ to: '/benachrichtigungen' });
		}),
		option({ key: 'read-all', label: say('palette.read-all'), icon: 'check' }, () => void mark({ read: true })),
		option({ key: 'round', label: say('palette.round'), icon: 'forward' }, takeUpRound),
		...(may('delivery.pause')
			? [option({ key: 'pause', label: say('palette.pause'), icon: 'pause' }, () => void navigate({ to: '/' }))]
			: []),
		option({ key: 'light', label: say('palette.theme-light'), icon: 'sun' }, () => prefer('theme', 'light')),
		option({ key: 'dark', label: say('palette.theme-dark'), icon: 'moon' }, () => prefer('theme', 'dark')),
		option({ key: 'system', label: say('palette.theme-system'), icon: 'monitor' }, () => prefer('theme', 'system')),
		option({ key: 'out', label: say('palette.sign-out'), icon: 'log-out' }, signOut),
	];
};
