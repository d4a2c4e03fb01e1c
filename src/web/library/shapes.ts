import type { z } from 'zod';

import type { listLibraryEndpoint, readLibraryItemEndpoint } from '#contract/library.ts';

export type LibraryRow = z.output<typeof listLibraryEndpoint.output>['items'][number];
export type LibraryItem = z.output<typeof readLibraryItemEndpoint.output>;
export type Facts = LibraryItem['facts'];
export type Lack = LibraryRow['lacks'][number];

/** The name a person gave it, else that of its file. */
export const nameOf = ({ title, name }: { readonly title: string; readonly name: string }): string => title || name;
