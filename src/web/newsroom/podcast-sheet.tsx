import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { z } from 'zod';

import { changePodcastEndpoint, readPodcastEndpoint } from '#contract/newsroom.ts';
import { podcastCategories } from '#kernel/podcast.ts';

import { languagesOfMedia } from '../library/description-fields.tsx';
import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary, fieldErrors } from '../parts/failures.tsx';
import { Select, TextArea, TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { CoverField } from './cover-field.tsx';

type Podcast = z.output<typeof readPodcastEndpoint.output>;

/** The podcast as a whole: what directories ask for, once. */
export function PodcastSheet() {
	const say = useTranslations('newsroom.desk.podcast');
	const podcast = useQueryOf(readPodcastEndpoint, {}, { topics: ['setting'] });
	return (
		<Answer query={podcast} what={say('title')}>
			{(found) => (
				<Sheet title={say('title')}>
					<div className="pad stack">
						<State stands={found.stands} />
						<CoverField cover={found.cover} alt={found.coverAlt} />
						<Fields podcast={found} />
					</div>
				</Sheet>
			)}
		</Answer>
	);
}

function State({ stands }: Readonly<{ stands: boolean }>) {
	const say = useTranslations('newsroom.desk.podcast');
	const address = `${window.location.origin}/podcast.rss`;
	if (!stands) return <p className="hint">{say('open')}</p>;
	return (
		<p>
			{say('stands')}{' '}
			<a href={address} target="_blank" rel="noopener">
				{address}
			</a>
		</p>
	);
}

const texts = ['title', 'author', 'mail', 'description', 'coverAlt'] as const;

function Fields({ podcast }: Readonly<{ podcast: Podcast }>) {
	const say = useTranslations('newsroom.desk.podcast');
	const announce = useAnnounce();
	const names = new Intl.DisplayNames(useLocale(), { type: 'language' });
	const { cover: _, stands: __, ...words } = podcast;
	const [typed, setTyped] = useState(words);
	const saving = useAct(changePodcastEndpoint, { topics: ['setting'], onDone: () => announce(say('saved')) });
	const wrong = fieldErrors(saving.failure);
	const set = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
	const errorOf = (name: (typeof texts)[number]): string | undefined =>
		wrong[name] === undefined ? undefined : say(name === 'mail' && typed.mail !== '' ? 'mail-wrong' : 'required');
	return (
		<>
			<FormSummary failure={saving.failure} />
			<TextArea
				label={say('cover-alt')}
				rows={2}
				value={typed.coverAlt}
				error={errorOf('coverAlt')}
				onChange={(coverAlt) => set({ coverAlt })}
			/>
			<TextField
				label={say('name')}
				value={typed.title}
				error={errorOf('title')}
				onChange={(title) => set({ title })}
			/>
			<TextArea
				label={say('description')}
				hint={say('description-hint')}
				rows={4}
				value={typed.description}
				error={errorOf('description')}
				onChange={(description) => set({ description })}
			/>
			<TextField
				label={say('author')}
				hint={say('author-hint')}
				value={typed.author}
				error={errorOf('author')}
				onChange={(author) => set({ author })}
			/>
			<TextField
				label={say('mail')}
				hint={say('mail-hint')}
				type="email"
				value={typed.mail}
				error={errorOf('mail')}
				onChange={(mail) => set({ mail })}
			/>
			<Select
				label={say('category')}
				value={typed.category}
				// NOTE: the options are exactly the values of this field.
				onChange={(category) => set({ category: category as Podcast['category'] })}
				options={podcastCategories.map((value) => ({ value, label: say(`categories.${value}`) }))}
			/>
			<Select
				label={say('language')}
				value={typed.language}
				onChange={(language) => set({ language })}
				options={languagesOfMedia.map((value) => ({ value, label: names.of(value) ?? value }))}
			/>
			<p className="hint">{say('explicit')}</p>
			<div className="acts">
				<Button kind="main" busy={saving.busy} onPress={() => void saving.run(typed)}>
					{say('save')}
				</Button>
			</div>
		</>
	);
}
