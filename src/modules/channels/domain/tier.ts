/** How the authority has access to X: by the call like everybody, as a public utility, or under a contract. */
export type Tier = 'pay-per-use' | 'public-utility' | 'enterprise';

/** Only who pays by the call is charged by the call; the others pay as they agreed, or nothing. */
export const isBilled = (tier: Tier): boolean => tier === 'pay-per-use';

/**
 * SPEC: X changelog of 2026-02-23: apps without special access answer only where the author named or quoted us. Whether a plain
 * answer below our own post counts is not said: it is tried, and a refusal is told as one. What is not known is tried as well.
 */
export const mayAnswer = (tier: Tier, call: string | undefined): boolean => !isBilled(tier) || call !== 'none';
