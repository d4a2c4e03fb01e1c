import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { sayIn } from '../languages/index.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Finder, type FinderGroup, type FinderOption } from '../parts/finder.tsx';
import { usePlaces } from './navigation.ts';
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
	const acts = useActs(onClose);
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
			onAct: () => {
				onClose();
				void navigate({ to });
			},
		})),
	}));
};

const usePages = (onClose: () => void): FinderOption[] => {
	const say = useTranslations('shell');
	const navigate = useNavigate();
	return usePlaces().map(({ key, to, icon }) => ({
		key: `page-${key}`,
		label: say('palette.go', { place: say(`place.${key}`) }),
		icon,
		onAct: () => {
			onClose();
			void navigate({ to });
		},
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
	return [
		...(may('post.write') ? [write] : []),
		option({ key: 'light', label: say('palette.theme-light'), icon: 'sun' }, () => prefer('theme', 'light')),
		option({ key: 'dark', label: say('palette.theme-dark'), icon: 'moon' }, () => prefer('theme', 'dark')),
		option({ key: 'system', label: say('palette.theme-system'), icon: 'monitor' }, () => prefer('theme', 'system')),
		option({ key: 'out', label: say('palette.sign-out'), icon: 'log-out' }, signOut),
	];
};
