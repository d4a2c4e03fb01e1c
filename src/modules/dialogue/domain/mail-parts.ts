/** A mail taken apart, as far as it matters here. */
export interface MailParts {
	readonly headers: readonly { readonly key: string; readonly value: string }[];
	readonly from?: MailAddress | undefined;
	readonly replyTo?: readonly MailAddress[] | undefined;
	readonly subject?: string | undefined;
	readonly date?: string | undefined;
	readonly text?: string | undefined;
	readonly html?: string | undefined;
	readonly attachments: readonly {
		readonly filename: string | null;
		readonly mimeType: string;
		readonly content: ArrayBuffer | Uint8Array | string;
	}[];
}

interface MailAddress {
	readonly name: string;
	readonly address?: string | undefined;
}
