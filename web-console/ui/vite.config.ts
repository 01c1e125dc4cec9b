import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** The server under development; the page itself never asks another machine for anything. */
const server = process.env['ATLAS_CONSOLE'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  base: './',
  build: {
    target: 'es2022',
    // The server's Content-Security-Policy knows only 'self': nothing may become a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: { '/api': server, '/ws': { target: server, ws: true }, '/health': server },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
