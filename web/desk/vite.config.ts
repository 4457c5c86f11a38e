import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** The server that the development page talks to; ISBERG_SERVER names another. */
const server = process.env.ISBERG_SERVER ?? "http://localhost:5080";

export default defineConfig({
  base: "/desk/",
  plugins: [react()],
  build: { target: "es2022", sourcemap: false, chunkSizeWarningLimit: 700 },
  server: { proxy: { "/api": { target: server, ws: true } } },
  test: { environment: "jsdom", setupFiles: ["./src/test-setup.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});
