import type { z } from 'zod';

import type { FrozenShape, PostRowShape, PostShape } from '#contract/editorial.ts';
import type { checkPostEndpoint } from '#contract/editorial-check.ts';
import type { FindingShape } from '#contract/editorial-findings.ts';
import type { OutletShape } from '#contract/outlets.ts';
import type { PieceShape } from '#contract/pieces.ts';

export type PostView = z.output<typeof PostShape>;
export type PostRow = z.output<typeof PostRowShape>;
export type Outlet = z.output<typeof OutletShape>;
export type Finding = z.output<typeof FindingShape>;
export type Frozen = z.output<typeof FrozenShape>;
export type Checked = z.output<typeof checkPostEndpoint.output>;
export type Piece = z.output<typeof PieceShape>;

/** What a field is told of its mistake, by the rules that may have found it. */
export type ErrorOf = (...rules: readonly string[]) => string | undefined;

/** A picture of a post with what the library says of it. */
export type PicturePlaced = Omit<PostView['media'][number], 'alt'>;
