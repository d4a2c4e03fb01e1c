/** What the office takes as a picture. */
const PICTURES = 'image/jpeg,image/png,image/webp,image/avif,image/gif';
/** What it takes as a picture or a film. */
export const ACCEPTED = `${PICTURES},video/mp4,video/webm`;
