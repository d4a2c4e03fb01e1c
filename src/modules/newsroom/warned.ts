import { warningLine } from '#kernel/content-warning.ts';

import type { Listing } from './queries.ts';

/** What stands for a page wherever nobody asked to read it: its beginning, or the warning that comes before it. */
export const leadOf = ({ warning, lead, language }: Pick<Listing, 'warning' | 'lead' | 'language'>): string =>
	warning === null ? lead : warningLine(warning, language);
