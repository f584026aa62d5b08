import { defineConfig } from 'vite';

const callout = 'http://localhost:3000';

/** `npx vite apps/web` serves the app while one works on it, with the API of a Callout that runs at port 3000. */
export default defineConfig({
  base: '/app/',
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // nothing in the page itself: the Content-Security-Policy allows files only
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': callout, '/docs': callout, '/app/start.json': callout } },
});
