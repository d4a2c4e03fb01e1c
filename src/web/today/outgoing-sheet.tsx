import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { listPresencesEndpoint } from '#contract/channels.ts';
import { outgoingPostsEndpoint, type PostRowShape } from '#contract/editorial.ts';
import { type Instant, instant, readWallTime, toIso } from '#kernel/time.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { DeskLink } from '../parts/desk-link.tsx';
import { useZone } from '../parts/moment.tsx';
import { clockTime, dayOf } from '../parts/moments.ts';
import { useNow } from '../parts/now.ts';
import { Plates } from '../parts/plate.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { Timeline, type TimelineItem } from '../parts/timeline.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';

type PostRow = z.output<typeof PostRowShape>;

/** What goes out or went out between the authority's midnights. */
export const useOutgoing = () => {
	const { may } = useOffice();
	const { covers } = useUnit();
	const zone = useZone();
	const day = dayOf(useNow(), zone);
	const query = useQueryOf(
		outgoingPostsEndpoint,
		{ from: toIso(wall(`${day}T00:00`, zone)), until: toIso(wall(`${day}T23:59`, zone)) },
		{ topics: ['post'], enabled: may('post.read') },
	);
	const items = (query.data?.items ?? []).filter(({ unitId }) => covers(unitId));
	return { query, items };
};

/** A wall time of a real day is always readable; of two instants the later one ends the day. */
const wall = (local: string, zone: string): Instant => {
	const reading = readWallTime({ local, zone });
	if (reading.kind === 'unreadable') throw new Error(`no such day in ${zone}: ${local}`);
	return reading.kind === 'twice' ? reading.later : reading.at;
};

type OutgoingProps = Readonly<{
	outgoing: ReturnType<typeof useOutgoing>;
	/** Posts of which a copy is unclear. */
	unclear: ReadonlySet<string>;
}>;

/** The day on a line: each post with the places it goes to, or what it still lacks. */
export function OutgoingSheet({ outgoing: { query, items }, unclear }: OutgoingProps) {
	const say = useTranslations('today.outgoing');
	const untitled = useTranslations('today.approvals')('untitled');
	const zone = useZone();
	const now = useNow();
	const channels = useChannels();
	const next = items.find((post) => !isOut(post))?.id;
	const toItem = (post: PostRow): TimelineItem => ({
		key: post.id,
		time: timeOf(post, zone),
		state: isOut(post) ? (unclear.has(post.id) ? 'unclear' : 'done') : post.id === next ? 'next' : 'later',
		title: <DeskLink to={`/redaktion/${post.id}`}>{post.title || untitled}</DeskLink>,
		below: below(post, channels, say('approval-missing')),
	});
	return (
		<Sheet title={say('title')}>
			<Answer query={query} what={say('things')}>
				{() =>
					items.length === 0 ? (
						<p className="pad hint">{say('none')}</p>
					) : (
						<Timeline items={items.map(toItem)} now={clockTime(now, zone)} />
					)
				}
			</Answer>
		</Sheet>
	);
}

type Channels = ReadonlyMap<string, { readonly channel: string; readonly practice: boolean }>;

const isOut = ({ state }: PostRow): boolean => state === 'published' || state === 'withdrawn';

const timeOf = ({ dueAt, publishedAt }: PostRow, zone: string): string => {
	const at = dueAt ?? publishedAt;
	return at === null ? '' : clockTime(instant(at), zone);
};

const below = ({ state, presenceIds }: PostRow, channels: Channels, missing: string): ReactNode => {
	if (state === 'draft') return <Stamp state="draft" />;
	if (state === 'in-approval') return <Stamp state="approval">{missing}</Stamp>;
	if (state === 'withdrawn') return <Stamp state="withdrawn" />;
	const known = presenceIds.flatMap((key) => {
		const presence = channels.get(key);
		return presence === undefined ? [] : [{ key, ...presence }];
	});
	return <Plates channels={known} />;
};

/** Which channel each presence speaks on. */
const useChannels = (): Channels => {
	const { may } = useOffice();
	const { data } = useQueryOf(
		listPresencesEndpoint,
		{ limit: 100 },
		{ topics: ['presence'], enabled: may('presence.read') },
	);
	return new Map((data?.items ?? []).map(({ id, channel, practice }) => [id, { channel, practice }]));
};
