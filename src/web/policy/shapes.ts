import type { z } from 'zod';

import type { NetiquetteShape } from '#contract/netiquette.ts';
import type { ChecksShape, OpeningsShape, ProfileShape, RuleSettingShape, rulesEndpoint } from '#contract/policy.ts';

export type Rules = z.output<typeof rulesEndpoint.output>;
export type Checks = z.output<typeof ChecksShape>;
export type Profile = z.output<typeof ProfileShape>;
export type Netiquette = z.output<typeof NetiquetteShape>;
export type Openings = z.output<typeof OpeningsShape>;
export type Setting = z.output<typeof RuleSettingShape>;
export type Exception = Setting['exceptions'][number];
export type Style = Profile['styles'][number];
export type Restraint = Profile['restraints'][number];
