/** English sentences of `core`, keyed by message id; ICU message syntax. */
export const coreMessages = { "core.product": "Meantime" } as const;
