import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/recipes/**", "test/soak/**", "node_modules/**"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // By itself it leaves a core free, which on two cores is half of them.
    maxWorkers: "100%",
    env: { TZ: "Pacific/Chatham" },
  },
});
