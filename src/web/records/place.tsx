import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import type { RecordItem } from '#contract/records.ts';

import { Icon } from '../parts/icon.tsx';
import { Stamp } from '../parts/stamp.tsx';

type PlaceProps = Readonly<{
	item: Pick<z.output<typeof RecordItem>, 'position' | 'erased'>;
	/** In a column that is called so already. */
	bare?: boolean;
}>;

/** Where a record stands in the log: its leaf, or that it is on its way; and whether it was erased. */
export function Place({ item: { position, erased }, bare }: PlaceProps) {
	const say = useTranslations('records');
	return (
		<span className="wrapx">
			{erased && <Stamp state="withdrawn">{say('erased')}</Stamp>}
			{position === null ? (
				<span className="hint">
					<Icon name="hourglass" /> {say('pending')}
				</span>
			) : (
				say(bare ? 'number' : 'leaf', { number: position + 1 })
			)}
		</span>
	);
}
