/** Whether one of the addresses leads to this installation: the same origin, at any path. */
export const leadsBack = (links: readonly string[], origin: string): boolean =>
	links.some((link) => URL.canParse(link) && new URL(link).origin === new URL(origin).origin);
