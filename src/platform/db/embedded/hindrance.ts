/** Something about this machine stands in the way. The message is a whole sentence for the operator and says what to do. */
export class Hindrance extends Error {}
