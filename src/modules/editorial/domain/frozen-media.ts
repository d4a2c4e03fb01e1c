import type { Focus, Shape } from '#kernel/crop.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Credit } from '#kernel/media-rights.ts';

/** A picture exactly as it goes out: its very bytes by hash, and its description. */
export interface FrozenMedia extends JsonObject {
	readonly sha256: string;
	readonly mime: string;
	readonly width: number;
	readonly height: number;
	readonly alt: string;
	readonly name: string;
	/** Absent where nobody is to be named. */
	readonly credit?: Credit;
	/** How it was cut, and around what; absent: as it is, around its middle. */
	readonly cut?: JsonObject & Focus & { readonly shape: Shape };
	/** What matters most in the file as it goes out; absent: its middle. */
	readonly focus?: JsonObject & Focus;
	/** It is a film. */
	readonly film?: FrozenFilm;
	/** It stands for a film that the network does not take. */
	readonly stands?: true;
}

/** A film as it goes out, beside the bytes and the description that every picture has. */
export interface FrozenFilm extends JsonObject {
	readonly ms: number;
	readonly bytes: number;
	readonly audio: string | null;
	readonly poster: JsonObject & Pick<FrozenMedia, 'sha256' | 'mime' | 'width' | 'height'>;
	readonly captions: readonly (JsonObject & { readonly language: string; readonly sha256: string })[];
	/** Nothing is spoken: what is to be seen instead, per language. */
	readonly silent: JsonObject & Readonly<Record<string, string>>;
	/** What is said in a recording, per language; absent where it has pictures. */
	readonly transcript?: JsonObject & Readonly<Record<string, string>>;
}
