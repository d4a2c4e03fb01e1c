import type { Content } from '../post.ts';
import { type Finding, finding } from './finding.ts';

/** A document says what it is, and its writer is told that it has to be readable for everybody, in it and beside it. */
export const documentFindings = ({ document }: Content): Finding[] => {
	if (!document) return [];
	const place = { field: 'document' } as const;
	return document.title.trim() === ''
		? [finding({ rule: 'document-untitled', severity: 'block', ...place })]
		: [finding({ rule: 'document-accessible', severity: 'hint', paragraph: 'BITV 2.0 § 3', ...place })];
};
