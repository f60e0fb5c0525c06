// The service worker that keeps the page for a talk without a network. It is registered by the Present pages alone
// (src/app/present/offline.ts), so that nobody else pays for the download.

import { VitePWA } from "vite-plugin-pwa";

export const offline = () =>
  VitePWA({
    injectRegister: false,
    registerType: "autoUpdate",
    manifest: false,
    workbox: {
      globPatterns: ["**/*.{html,js,css,svg}"],
      // 124 slices of the Korean font: those that were shown are kept.
      runtimeCaching: [
        {
          urlPattern: /\.woff2$/,
          handler: "CacheFirst",
          options: { cacheName: "fonts", expiration: { maxEntries: 200 } },
        },
      ],
      maximumFileSizeToCacheInBytes: 8_000_000,
      navigateFallback: "index.html",
      sourcemap: false,
    },
  });
