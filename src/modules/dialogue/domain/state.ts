/** `open`: we owe an answer. `waiting`: it is the citizen's turn and the clock of the promise rests. */
export const conversationStates = ['open', 'waiting', 'answered', 'closed'] as const;
export type ConversationState = (typeof conversationStates)[number];
