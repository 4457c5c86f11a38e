import { defineConfig } from "vitest/config";

// One file that any page can load with a script tag.
export default defineConfig({
  build: {
    target: "es2020",
    lib: { entry: "src/main.ts", name: "IsbergChat", formats: ["iife"], fileName: () => "isberg-chat.js" },
  },
  test: { environment: "jsdom" },
});
