import { KeptSource } from '#contract/privacy.ts';

export const keptSources = KeptSource.options;
