/** The languages the interface speaks. German first. */
export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];
