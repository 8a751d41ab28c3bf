import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/recipes/**", "test/soak/**", "node_modules/**"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { TZ: "Pacific/Chatham" },
  },
});
