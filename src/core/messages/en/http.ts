/** English sentences of `http`, keyed by message id; ICU message syntax. */
export const httpMessages = {} as const;
