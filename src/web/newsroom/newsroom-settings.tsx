import { useTranslations } from 'use-intl';

import { newsroomSettingsEndpoint } from '#contract/newsroom.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { PageHead } from '../parts/sheet.tsx';
import { DetailsSheet } from './details-sheet.tsx';
import { PodcastSheet } from './podcast-sheet.tsx';
import { TextsSheet } from './texts-sheet.tsx';

/** What the public site says about the authority beside its statements. */
export function NewsroomSettings() {
	const say = useTranslations('newsroom.desk');
	const settings = useQueryOf(newsroomSettingsEndpoint, {}, { topics: ['setting'] });
	return (
		<>
			<PageHead
				title={say('title')}
				sub={say('intro')}
				end={
					<a className="btn" href="/" target="_blank" rel="noopener">
						{say('open')}
					</a>
				}
			/>
			<Answer query={settings} what={say('texts')}>
				{({ texts, details }) => (
					<div className="stack">
						<TextsSheet texts={texts} />
						<DetailsSheet details={details} />
						<PodcastSheet />
					</div>
				)}
			</Answer>
		</>
	);
}
