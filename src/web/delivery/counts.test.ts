import { expect, it } from 'vitest';

import { countBreaks, countGroups, definitionParts, labelOf } from './counts.ts';

const figure = (name: string, more: object = {}) => ({
	...{ name, value: 1, day: '2026-03-05', definition: 'v25.0', changed: null },
	...more,
});

it('puts side by side what was counted alike on the same day, views first, strange names last', () => {
	const views = { definition: 'v25.0 2025-11-15' };
	const groups = countGroups([
		figure('shares'),
		figure('brand_new'),
		figure('reactions'),
		figure('likes', { day: '2026-03-04' }),
		figure('post_media_view', views),
	]);
	expect(groups.map(({ day, figures }) => [day, figures.map(({ name }) => name)])).toEqual([
		['2026-03-05', ['post_media_view']],
		['2026-03-05', ['reactions', 'shares', 'brand_new']],
		['2026-03-04', ['likes']],
	]);
	expect([labelOf('brand_new'), definitionParts(groups[0]?.definition ?? '')]).toEqual([
		null,
		{ version: 'v25.0', since: '2025-11-15' },
	]);
	expect(definitionParts('v25.0')).toEqual({ version: 'v25.0', since: undefined });
});

it('says a break once, whichever figures it is about', () => {
	const changed = { day: '2026-03-05', before: 'v24.0' };
	expect(countBreaks([figure('views', { changed }), figure('reach', { changed }), figure('likes')])).toEqual([
		{ ...changed, names: ['views', 'reach'] },
	]);
});
