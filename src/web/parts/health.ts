import { z } from 'zod';

const Health = z.object({
	state: z.enum(['starting', 'ready', 'degraded']),
	at: z.iso.datetime({ offset: true }).optional(),
	reasons: z.array(z.object({ type: z.string(), detail: z.record(z.string(), z.unknown()).optional() })),
	/** How far the long task is because of which the office is still closed. */
	progress: z.object({ done: z.number(), of: z.number() }).optional(),
});
export type Health = z.infer<typeof Health>;

/** How the office is, or how far it is with opening. Throws when nobody answers. */
export const askHealth = async (): Promise<Health> => Health.parse(await (await fetch('/health')).json());
