/** English sentences of `config`, keyed by message id; ICU message syntax. */
export const configMessages = {} as const;
