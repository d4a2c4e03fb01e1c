/** What the office takes as a picture. */
const PICTURES = 'image/jpeg,image/png,image/webp,image/avif,image/gif';
/** What it takes as a picture, a film or a recording. */
export const ACCEPTED = `${PICTURES},video/mp4,video/webm,audio/mpeg,audio/mp4,audio/x-m4a,audio/ogg,.m4a,.opus`;
