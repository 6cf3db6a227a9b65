import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Served under /office/ by the API itself; in development Vite serves it and passes /api on. */
export default defineConfig({
  base: '/office/',
  plugins: [react()],
  server: { port: 4002, proxy: { '/api': 'http://localhost:4000' } },
  build: { outDir: 'dist', target: 'es2023' },
});
