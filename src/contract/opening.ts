import { z } from 'zod';

/** What was agreed before a presence is opened. What is missing is refused with a sentence of its own, not by the shape. */
export const OpeningShape = z.object({
	/** Who agreed for the unit, by name and office. */
	consentBy: z.string().trim().max(200),
	/** The day they did. */
	consentOn: z.union([z.iso.date(), z.literal('')]),
	purpose: z.string().trim().max(1000),
	audience: z.string().trim().max(500),
	responsibleId: z.string().max(64),
	deputyId: z.string().max(64),
	/** For example `Beschluss 12/2026`. */
	resolution: z.string().trim().max(200).nullable(),
});
export type OpeningFacts = z.infer<typeof OpeningShape>;
