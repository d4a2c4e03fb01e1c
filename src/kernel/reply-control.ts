/** To whom the answers to a post can be kept, from many to nobody; where a post says nothing, everybody may answer. */
export const replyControls = ['followers', 'following', 'verified', 'subscribers', 'mentioned', 'nobody'] as const;
export type ReplyControl = (typeof replyControls)[number];
