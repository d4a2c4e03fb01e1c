import type { Focus } from '#kernel/crop.ts';
import type { Credit } from '#kernel/media-rights.ts';

/** A prepared image or film, ready for the network: turned upright, without EXIF, within the presence's limits. */
export interface OutgoingMedia {
	readonly bytes: Uint8Array;
	readonly mime: string;
	readonly alt: string;
	readonly width: number;
	readonly height: number;
	readonly fileName: string;
	/** Whom the own house names under it. */
	readonly credit?: Credit;
	/** What matters most in it, in parts of width and height from the upper left; absent: its middle. */
	readonly focus?: Focus;
	/** It is a film. The own house reads its bytes by name when a reader asks and is given none here. */
	readonly film?: OutgoingFilm;
}

/** A document to take along, a PDF. The own house hands its bytes out by name and is given none here. */
export interface OutgoingDocument {
	/** Its bytes by the SHA-256 they lie under. */
	readonly file: string;
	readonly size: number;
	readonly title: string;
	readonly fileName: string;
	readonly bytes: Uint8Array;
}

export interface OutgoingFilm {
	/** Its bytes by the SHA-256 they lie under. */
	readonly file: string;
	readonly bytes: number;
	readonly ms: number;
	/** Null where it has no sound. */
	readonly audio: string | null;
	/** Stands for it until it plays. */
	readonly poster: {
		readonly bytes: Uint8Array;
		readonly mime: string;
		readonly width: number;
		readonly height: number;
	};
	readonly captions: readonly { readonly language: string; readonly file: string; readonly text: string }[];
	/** Nothing is spoken in it: what is to be seen instead, per language. */
	readonly silent: Readonly<Record<string, string>>;
	/** It is sound alone: what is said in it, per language. */
	readonly transcript?: Readonly<Record<string, string>>;
}
