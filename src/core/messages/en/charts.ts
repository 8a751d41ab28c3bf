/** English sentences of `charts`, keyed by message id; ICU message syntax. */
export const chartsMessages = {} as const;
