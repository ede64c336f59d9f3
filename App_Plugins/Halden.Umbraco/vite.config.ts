import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const wwwroot = path('../../src/Halden.Umbraco/wwwroot/');

/** Puts Designsystemet's style sheets where the public pages link them; they come from npm so that one lock file holds every version. */
function designsystemet(): Plugin {
  return {
    name: 'designsystemet',
    apply: 'build',
    async closeBundle() {
      const from = path('node_modules/@digdir/designsystemet-css/');
      const to = `${wwwroot}selvbetjening/`;
      const version = (JSON.parse(await readFile(`${from}package.json`, 'utf8')) as { version: string }).version;
      const notice = `/*! @digdir/designsystemet-css ${version}, MIT, see designsystemet.LICENSE.txt */\n`;
      await mkdir(to, { recursive: true });
      await writeFile(`${to}designsystemet.css`, notice + (await readFile(`${from}dist/src/index.css`, 'utf8')));
      await writeFile(`${to}designsystemet-theme.css`, notice + (await readFile(`${from}dist/theme/designsystemet.css`, 'utf8')));
      await copyFile(`${from}LICENSE`, `${to}designsystemet.LICENSE.txt`);
    },
  };
}

export default defineConfig({
  plugins: [designsystemet()],
  build: {
    outDir: `${wwwroot}App_Plugins/Halden.Umbraco`,
    emptyOutDir: true,
    target: 'es2022',
    license: { fileName: 'THIRD-PARTY-NOTICES.md' },
    chunkSizeWarningLimit: 600,
    // A preload helper would add <link> elements; import() does the same without.
    modulePreload: false,
    rolldownOptions: {
      input: { 'halden-umbraco': path('src/umbraco/bundle.ts'), shell: path('src/shell/shell.ts') },
      // Umbraco's import map gives these when the page runs.
      external: [/^@umbraco-cms\//],
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: '[name].js',
        // Hashed, so that a browser never mixes the chunks of two versions.
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'], onConsoleLog: (log) => !log.includes('Lit is in dev mode') },
});
