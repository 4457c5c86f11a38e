import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** A page that is not in UTF-8 reads the script in its own encoding: in ASCII it is the same in every one. */
const inAscii: Plugin = {
  name: "in-ascii",
  generateBundle(_, files) {
    for (const file of Object.values(files))
      if (file.type === "chunk")
        file.code = file.code.replace(/[^\0-\x7f]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`);
  },
};

// One file that any page can load with a script tag.
export default defineConfig({
  plugins: [inAscii],
  build: {
    target: "es2020",
    lib: { entry: "src/main.ts", name: "IsbergChat", formats: ["iife"], fileName: () => "isberg-chat.js" },
  },
  test: { environment: "jsdom", testTimeout: 120_000, hookTimeout: 120_000 },
});
