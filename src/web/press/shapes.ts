import type { z } from 'zod';

import type { PressContactShape, PressListShape, postPressEndpoint, RecipientShape } from '#contract/press.ts';

export type Contact = z.output<typeof PressContactShape>;
export type PressList = z.output<typeof PressListShape>;
export type PostPress = z.output<typeof postPressEndpoint.output>;
export type Recipient = z.output<typeof RecipientShape>;

/** How a contact is called in a list. */
export const nameOf = ({ name, outlet, mail }: Contact): string =>
	[outlet, name].filter((part) => part !== '').join(', ') || mail;
