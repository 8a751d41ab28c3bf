/** English sentences of `extract`, keyed by message id; ICU message syntax. */
export const extractMessages = {} as const;
