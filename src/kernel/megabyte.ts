/** Sizes of files as networks and people count them: in bytes. */
export const MEGABYTE = 1_000_000;

/** `1234567` → 1.2, and never nothing. */
export const megabytesOf = (bytes: number): number => Math.max(0.1, Math.round((bytes / MEGABYTE) * 10) / 10);
