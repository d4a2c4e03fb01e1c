import { type AnyRoute, createRoute } from '@tanstack/react-router';

import { TodayPage } from './today-page.tsx';

export const todayRoutes = (desk: AnyRoute): AnyRoute[] => [
	createRoute({ getParentRoute: () => desk, path: '/', component: TodayPage }),
];
