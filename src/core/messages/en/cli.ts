/** English sentences of `cli`, keyed by message id; ICU message syntax. */
export const cliMessages = {} as const;
