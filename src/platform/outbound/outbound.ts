import type { Result } from '#kernel/result.ts';

export interface OutboundRequest {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly url: URL;
	readonly headers?: Readonly<Record<string, string>>;
	/** At most one of these. `json` and `form` set their content type; `bytes` needs one in `headers`. */
	readonly json?: unknown;
	readonly form?: Readonly<Record<string, string>>;
	readonly multipart?: FormData;
	readonly bytes?: Uint8Array;
	/** Default 20 s for the whole exchange. */
	readonly timeoutMs?: number;
	/** Default 2 MiB; a longer answer counts as `lost`. */
	readonly maxAnswerBytes?: number;
	/** Its address was entered here and never came from outside: it may lie in the own network if the operator named it. */
	readonly inner?: true;
	/** A proxy of the house to go through; it may stand anywhere, the target may not. Holds its secret: never logged. */
	readonly via?: URL | undefined;
	/** The answer has no end: it is handed on as it comes, on a connection of its own, and not kept. */
	readonly follow?: Following;
}

export interface Following {
	/** The other side took us in. */
	readonly onOpen: () => void;
	readonly onText: (text: string) => void;
	/** Nothing for so long, and the line counts as dead. */
	readonly quietMs: number;
	/** Ends it from our side. */
	readonly until: AbortSignal;
}

export interface OutboundAnswer {
	readonly status: number;
	readonly headers: Headers;
	/** Parsed when the answer says it is JSON and is; else the text. */
	readonly body: unknown;
	/** The bytes as they came, for records and media. */
	readonly bytes: Uint8Array;
}

export type OutboundFailure =
	/** Nothing left us: name not found, connection refused, TLS refused. Repeating is harmless. */
	| { readonly type: 'outbound.unreachable'; readonly reason: string }
	/** The request may have been acted on, and no complete answer came. */
	| { readonly type: 'outbound.lost'; readonly reason: string }
	/** We do not go there: private address, plain http, or a scheme that is not the web. */
	| { readonly type: 'outbound.forbidden'; readonly reason: string };

/**
 * The only door to the network. Follows no redirect to anywhere, connects to no private address (checked after name
 * resolution, on the very connection), and tells `lost` (may have been acted on) from `unreachable` (was not).
 */
export type Outbound = (request: OutboundRequest) => Promise<Result<OutboundAnswer, OutboundFailure>>;
