import type { z } from 'zod';

import type { conversationEndpoint } from '#contract/dialogue.ts';

/** One conversation as the desk reads it. */
export type ConversationDetail = z.output<typeof conversationEndpoint.output>;
