/** What nobody needs to be told of any more once a conversation is answered, closed or part of another. */
export const settledNotices = ['answer-due', 'answer-overdue', 'mail-returned'] as const;
