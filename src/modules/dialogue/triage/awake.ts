/** A conversation in its lists again. */
export const awake = { snoozed_until: null, snoozed_by: null, snooze_reason: '' } as const;
