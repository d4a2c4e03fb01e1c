import { usablePiecesEndpoint } from '#contract/pieces.ts';

import { useQueryOf } from '../parts/asking.ts';
import type { PostView } from './shapes.ts';
import type { Suggest } from './suggesting.tsx';
import { fitting } from './trigger.ts';

type Channel = PostView['outlets'][number]['channel'];

/** What can be put into a text of the unit by a few letters; in a rendition, as its network wants it. */
export const useSuggest = (unitId: string, channel: Channel | null): Suggest => {
	const { data } = useQueryOf(usablePiecesEndpoint, { unitId }, { topics: ['setting'], keep: true });
	const blocks = (data?.items ?? []).filter(({ kind }) => kind === 'block');
	return ({ kind, query }) => {
		if (kind !== '/') return [];
		return fitting(query, blocks, ({ name }) => name).map(({ id, name, text, forms }) => {
			const words = (channel === null ? undefined : forms[channel]) ?? text;
			return { key: id, label: name, note: short(words), words };
		});
	};
};

const MOST = 60;
const short = (words: string): string => {
	const line = words.replaceAll(/\s+/g, ' ');
	return line.length > MOST ? `${line.slice(0, MOST)} …` : line;
};
