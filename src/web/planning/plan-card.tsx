import type { DragEvent } from 'react';
import { useTranslations } from 'use-intl';

import { instant } from '#kernel/time.ts';

import { PostStamp } from '../editorial/post-stamp.tsx';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../parts/icons.ts';
import { useZone } from '../parts/moment.tsx';
import { clockTime } from '../parts/moments.ts';
import { Plate } from '../parts/plate.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useMoving } from './moving.ts';
import { useKnownPresences } from './presences.ts';
import type { PlanItem } from './shapes.ts';

const icons = {
	comes: 'refresh-cw',
	unclear: 'circle-help',
	refused: 'octagon-x',
	draft: 'pen-line',
	'in-approval': 'stamp',
	approved: 'stamp',
	scheduled: 'clock',
	published: 'circle-check',
	withdrawn: 'undo-2',
} as const satisfies Record<Look, IconName>;

/** What a card says first: that somebody must help, that it is only to come, or how the post stands. */
type Look = PlanItem['state'] | 'comes' | 'unclear' | 'refused';

const lookOf = ({ state, comes, trouble }: PlanItem): Look => trouble ?? (comes ? 'comes' : state);

const isState = (look: Look): look is PlanItem['state'] => look !== 'comes' && look !== 'unclear' && look !== 'refused';

type CardProps = Readonly<{ item: PlanItem }>;

/** A post in the calendar: bar and icon say its state. Its title is the link; it can be dragged, and moved by V or its button. */
export function PlanCard({ item }: CardProps) {
	const say = useTranslations('planning.card');
	const sayState = useTranslations('editorial.state');
	const zone = useZone();
	const moving = useMoving();
	const title = item.title || say('untitled');
	const look = lookOf(item);
	const begin = (event: DragEvent) => {
		event.dataTransfer.effectAllowed = 'move';
		event.dataTransfer.setData('text/plain', title);
		moving.drag(item);
	};
	return (
		<li
			className={`ev ev-${look}`}
			draggable={!item.comes}
			onDragStart={begin}
			onDragEnd={() => moving.drag(null)}
			onFocus={() => moving.focus(item.comes ? null : item)}
			onBlur={() => moving.focus(null)}
		>
			<span className="h">
				{item.at !== null && <time dateTime={item.at}>{clockTime(instant(item.at), zone)}</time>}
				<CardPlates item={item} />
				<Icon name={icons[look]} />
				<span className="sr">{isState(look) ? sayState(look) : say(look)}</span>
			</span>
			<DeskLink to={`/redaktion/${item.id}`} className="t">
				{title}
			</DeskLink>
			{!item.comes && (
				<span className="mv">
					<Button small icon="calendar-clock" label={say('move', { title })} onPress={() => moving.ask({ item })} />
				</span>
			)}
		</li>
	);
}

/** How an entry stands, as a stamp. */
export function ItemStamp({ item }: CardProps) {
	const say = useTranslations('planning.card');
	if (item.comes) return <Stamp state="planned">{say('comes')}</Stamp>;
	return (
		<>
			<PostStamp post={item} />
			{item.trouble && <Stamp state={item.trouble}>{say(item.trouble)}</Stamp>}
		</>
	);
}

/** The first two plates, and how many more there are. */
export function CardPlates({ item: { presenceIds } }: CardProps) {
	const presences = useKnownPresences();
	const known = presenceIds.flatMap((id) => presences.of(id) ?? []);
	const [first, ...rest] = known;
	if (first === undefined) return null;
	return (
		<>
			<Plate channel={first.channel} practice={first.practice} />
			{rest.length > 0 && <span aria-hidden="true">+{rest.length}</span>}
			{rest.length > 0 && <span className="sr">{rest.map(({ name }) => name).join(', ')}</span>}
		</>
	);
}
