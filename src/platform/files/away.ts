/** The server that keeps the files does not answer, or refuses. */
export class FilesAway extends Error {}
