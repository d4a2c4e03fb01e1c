import type { z } from 'zod';

import type { PlanDayShape, PlanItemShape, readCalendarEndpoint } from '#contract/planning.ts';

export type PlanItem = z.output<typeof PlanItemShape>;
export type PlanDay = z.output<typeof PlanDayShape>;
export type Calendar = z.output<typeof readCalendarEndpoint.output>;
export type FreeSlot = Calendar['slots'][number];
