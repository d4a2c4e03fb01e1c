import type { Generated } from 'kysely';

import type { Consent, Licence } from '#kernel/media-rights.ts';

/** A picture of a unit: its bytes by hash, and everything that is said about it. */
export interface MediaTable {
	id: string;
	unit_id: string;
	hash: string;
	mime: string;
	width: number;
	height: number;
	bytes: number;
	original_name: string;
	/** Hash of the smaller form per width, for the desk. */
	sizes: string;
	uploaded_by: string;
	uploaded_at: Date;
	folder_id: string | null;
	title: Generated<string>;
	/** Description per language, as JSON. */
	alt: Generated<string>;
	author: Generated<string>;
	source_url: string | null;
	licence: Generated<Licence>;
	licence_text: Generated<string>;
	consent: Generated<Consent>;
	consent_reference: Generated<string>;
	consent_on: string | null;
	/** Last day it may be shown, `2026-12-31`. */
	expires_on: string | null;
	keywords: Generated<string[]>;
	focus_x: Generated<number>;
	focus_y: Generated<number>;
	/** Shape per kind of channel, as JSON. */
	crops: Generated<string>;
	/** Derived: everything it is found by. */
	words: Generated<string>;
	/** Derived: somebody said what is to be seen. */
	described: Generated<boolean>;
	/** Derived: source, licence and the people shown are settled. */
	settled: Generated<boolean>;
	/** Derived: in how many posts it is. */
	used_by: Generated<number>;
	/** The last day that its people were warned of. */
	warned_for: string | null;
	version: Generated<number>;
	/** What a film says of itself, as JSON; null: a picture. */
	film: string | null;
	/** The picture of the library that stands for a film until it plays. */
	poster_id: string | null;
	/** In whose words nothing is spoken, and what is to be seen instead, per language, as JSON. */
	silent: Generated<string>;
	/** The words of a recording per language, as JSON. */
	transcript: Generated<string>;
	/** Captions per language, as JSON: which file, and how many. */
	captions: Generated<string>;
	captions_version: Generated<number>;
}
