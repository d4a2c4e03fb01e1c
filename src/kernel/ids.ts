/** An identifier of one kind of thing. Text in the database and on the wire; sorts by the time of its making. */
export type Id<Kind extends string> = string & { readonly __id: Kind };

/** Makes identifiers. Given, never global, so that tests can repeat themselves. */
export interface Ids {
	next<Kind extends string>(kind: Kind): Id<Kind>;
	/** A secret for links and tokens: 256 bits, base64url. */
	secret(): string;
}
