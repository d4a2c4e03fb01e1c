import type { ConversationItem } from '#contract/dialogue.ts';

/** A conversation as far as it is needed to do something with it. */
export type Target = Pick<ConversationItem, 'id' | 'version' | 'counterpart' | 'labels'>;
