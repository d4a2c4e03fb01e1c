import { useTranslations } from 'use-intl';

import { usablePiecesEndpoint } from '#contract/pieces.ts';
import { suggestWordsEndpoint } from '#contract/sharing.ts';

import { useQueryOf } from '../parts/asking.ts';
import type { PostView } from './shapes.ts';
import type { Suggest } from './suggesting.tsx';
import { fitting } from './trigger.ts';

type Channel = PostView['outlets'][number]['channel'];

/** What can be put into a text of the unit by a few letters; in a rendition, as its network wants it. */
export const useSuggest = (unitId: string, channel: Channel | null): Suggest => {
	const { data } = useQueryOf(usablePiecesEndpoint, { unitId }, { topics: ['setting'], keep: true });
	const words = useQueryOf(suggestWordsEndpoint, { unitId }, { topics: ['setting'], keep: true }).data;
	const sayChannel = useTranslations('common.channel');
	const blocks = (data?.items ?? []).filter(({ kind }) => kind === 'block');
	return ({ kind, query }) => {
		if (kind === '#')
			return fitting(query, words?.tags ?? [], (tag) => tag).map((tag) => ({
				...{ key: tag, label: `#${tag}`, words: `#${tag}` },
			}));
		if (kind === '@') {
			const here = (words?.accounts ?? []).filter((one) => channel === null || one.channel === channel);
			return fitting(query, here, ({ handle, name }) => `${handle} ${name ?? ''}`).map((one) => ({
				key: `${one.channel}-${one.handle}`.replaceAll(/[^\w-]/g, '_'),
				label: `@${one.handle}`,
				note: [one.name, sayChannel(one.channel as Channel)].filter(Boolean).join(', '), // NOTE: a channel of the register; each has its word.
				words: `@${one.handle}`,
			}));
		}
		return fitting(query, blocks, ({ name }) => name).map(({ id, name, text, forms }) => {
			const form = (channel === null ? undefined : forms[channel]) ?? text;
			return { key: id, label: name, note: short(form), words: form };
		});
	};
};

const MOST = 60;
const short = (words: string): string => {
	const line = words.replaceAll(/\s+/g, ' ');
	return line.length > MOST ? `${line.slice(0, MOST)} …` : line;
};
