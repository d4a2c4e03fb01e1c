/** What the office takes as a picture. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif,image/gif';
