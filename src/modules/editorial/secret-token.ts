import { createHash } from 'node:crypto';

/** What is kept of a secret that stands in a link: whoever reads the database cannot use it. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
