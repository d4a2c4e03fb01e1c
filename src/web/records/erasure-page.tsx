import { useTranslations } from 'use-intl';

import { DeskLink } from '../parts/desk-link.tsx';
import { PageHead } from '../parts/sheet.tsx';
import { ErasureSheet } from './erasure-sheet.tsx';
import { HoldSheet } from './hold-sheet.tsx';

/** Requests to erase, which another person decides, and the holds that stand before them. */
export function ErasurePage() {
	const say = useTranslations('records');
	return (
		<>
			<PageHead
				title={say('erasure.title')}
				sub={say('erasure.sub')}
				path={<DeskLink to="/akte">{say('title')}</DeskLink>}
			/>
			<div className="stack">
				<ErasureSheet />
				<HoldSheet />
			</div>
		</>
	);
}
