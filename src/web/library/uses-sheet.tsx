import { useTranslations } from 'use-intl';

import { PostStamp } from '../editorial/post-stamp.tsx';
import { Empty } from '../parts/empty.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { Row, Rows } from '../parts/row.tsx';
import { Sheet } from '../parts/sheet.tsx';
import type { LibraryItem } from './shapes.ts';

type UsesProps = Readonly<{ item: LibraryItem }>;

/** In which posts the picture stands. */
export function UsesSheet({ item: { posts, usedBy } }: UsesProps) {
	const say = useTranslations('library.uses');
	return (
		<Sheet title={say('title')} count={usedBy}>
			{posts.length === 0 && <Empty kind="not-yet" title={say(usedBy === 0 ? 'none' : 'hidden')} />}
			<Rows label={say('title')}>
				{posts.map(({ id, title, state, changedAt }) => (
					<Row
						key={id}
						mark={<Icon name="newspaper" />}
						title={title || say('untitled')}
						to={`/redaktion/${id}`}
						meta={<Moment at={changedAt} />}
						end={<PostStamp post={{ state, correction: null }} />}
					/>
				))}
			</Rows>
			{usedBy > posts.length && posts.length > 0 && (
				<p className="hint pad">{say('more', { count: usedBy - posts.length })}</p>
			)}
		</Sheet>
	);
}
