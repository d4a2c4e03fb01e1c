import * as wire from '#contract/planning-exchange.ts';
import type { Mount } from '#platform/http/mount.ts';

import type { PlanningActs } from './acts.ts';

const table = { 'access.denied': 403, 'plan.table-without-headline': 422, 'plan.table-too-long': 422 } as const;
const source = { 'access.denied': 403, 'plan.no-such-source': 404, 'plan.address-with-password': 422 } as const;

/** Hangs tables, the link to subscribe, and sources on their addresses. */
export const exchangeRoutes = (mount: Mount, act: PlanningActs): void => {
	mount(wire.previewImportEndpoint, {
		problems: table,
		handle: (input, { actor }) => act.previewImport(input, actor),
	});
	mount(wire.importPlanEndpoint, {
		problems: { ...table, 'plan.table-has-errors': 422, 'plan.table-empty': 422, 'plan.table-known': 409 },
		handle: (input, { actor }) => act.importPlan(input, actor),
	});
	mount(wire.calendarLinkEndpoint, {
		problems: {},
		handle: (input, { actor }) => act.readCalendarLink(input, actor),
	});
	mount(wire.makeCalendarLinkEndpoint, {
		problems: {},
		handle: (input, { actor }) => act.makeCalendarLink(input, actor),
	});
	mount(wire.revokeCalendarLinkEndpoint, {
		problems: {},
		handle: (input, { actor }) => act.revokeCalendarLink(input, actor),
	});
	mount(wire.listSourcesEndpoint, { problems: {}, handle: (input, { actor }) => act.listSources(input, actor) });
	mount(wire.addSourceEndpoint, { problems: source, handle: (input, { actor }) => act.addSource(input, actor) });
	mount(wire.removeSourceEndpoint, {
		problems: source,
		handle: (input, { actor }) => act.removeSource(input, actor),
	});
};
