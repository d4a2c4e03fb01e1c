import { type AnyRoute, createRoute } from '@tanstack/react-router';

import { ErasurePage } from './erasure-page.tsx';
import { readFilter } from './filter.ts';
import { RecordPage } from './record-page.tsx';
import { RecordsPage } from './records-page.tsx';

/** `/akte` with its filters in the address, one record, and the page for holds and erasures. */
export const recordsRoutes = <Parent extends AnyRoute>(parent: Parent) => [
	createRoute({ getParentRoute: () => parent, path: '/akte', validateSearch: readFilter, component: RecordsPage }),
	createRoute({ getParentRoute: () => parent, path: '/akte/loeschen', component: ErasurePage }),
	createRoute({ getParentRoute: () => parent, path: '/akte/$recordId', component: RecordPage }),
];
