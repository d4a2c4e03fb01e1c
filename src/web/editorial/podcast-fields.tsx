import { useTranslations } from 'use-intl';

import type { PodcastDetails } from '#kernel/post-kind.ts';

import { TextField } from '../parts/field.tsx';

type PodcastProps = Readonly<{ episode: PodcastDetails; set: (changed: PodcastDetails) => void }>;

const MOST = 99_999;

const toPlace = (typed: string): number | null => {
	const figure = Math.floor(Number(typed));
	return typed.trim() !== '' && figure >= 1 && figure <= MOST ? figure : null;
};

/** Where an episode stands in the row, and what else it needs before it can go out. */
export function PodcastFields({ episode, set }: PodcastProps) {
	const say = useTranslations('editorial.details');
	return (
		<fieldset className="stack">
			<legend className="lab">{say('podcast')}</legend>
			<p className="hint">{say('podcast-how')}</p>
			<div className="ed-pair">
				<TextField
					label={say('season')}
					optional
					type="number"
					inputMode="numeric"
					value={episode.season === null ? '' : String(episode.season)}
					onChange={(value) => set({ ...episode, season: toPlace(value) })}
				/>
				<TextField
					label={say('episode')}
					optional
					type="number"
					inputMode="numeric"
					value={episode.number === null ? '' : String(episode.number)}
					onChange={(value) => set({ ...episode, number: toPlace(value) })}
				/>
			</div>
		</fieldset>
	);
}
