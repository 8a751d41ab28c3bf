/** English sentences of `reports`, keyed by message id; ICU message syntax. */
export const reportsMessages = {} as const;
