import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** Features know core, the API and what is shared, never each other; the hosts know the app, and the app knows no host. */
const features = ['services', 'service-editor', 'national', 'approval', 'catalogue', 'departments', 'notices', 'audit', 'forms', 'submissions'];
/** Used by several features. */
const shared = ['fields', 'comments'];
const hosts = ['shell', 'umbraco'];
const folders = {
  'src/api': ['core', 'lang', ...shared, ...features, 'app', ...hosts],
  'src/lang': ['api', 'core', ...shared, ...features, 'app', ...hosts],
  'src/core': [...shared, ...features, 'app', ...hosts],
  ...Object.fromEntries(shared.map((folder) => [`src/${folder}`, [...features, 'app', ...hosts]])),
  ...Object.fromEntries(features.map((folder) => [`src/${folder}`, [...features.filter((other) => other !== folder), 'app', ...hosts]])),
  'src/app': hosts,
};

export default tseslint.config(
  { ignores: ['node_modules'] },
  js.configs.recommended,
  {
    files: ['src/**/*.ts', 'vite.config.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Numbers in texts, and a default of its own for an empty text, are meant.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // An index whose place was looked up in the same list.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
      // Lit's own element classes hold nothing but decorated members at times.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Records of changes lose what is taken back.
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  { ...lit.configs['flat/recommended'], files: ['src/**/*.element.ts', 'src/core/*.ts'] },
  {
    files: ['src/**/*.element.ts', 'src/core/*.ts'],
    plugins: { 'lit-a11y': litA11y, wc },
    rules: {
      ...litA11y.configs.recommended.rules,
      ...wc.configs['flat/best-practice'].rules,
      // Lit's base classes have every callback.
      'wc/guard-super-call': 'off',
      // The roles are repeated on tables that become cards on a narrow screen, where `display` would take them away.
      'lit-a11y/no-redundant-role': 'off',
      // Every listener of a click stands on a button, a link or a label.
      'lit-a11y/click-events-have-key-events': ['error', { allowCustomElements: true, allowList: [] }],
    },
  },
  ...Object.entries(folders).map(([folder, forbidden]) => ({
    files: [`${folder}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: forbidden.map((name) => `**/${name}/**`), message: 'Features know core, the fields and the API, never each other or a host.' }] }] },
  })),
  { files: ['src/**/*.test.ts'], rules: { '@typescript-eslint/no-empty-function': 'off' } },
  { files: ['mock/**', 'scripts/**', '*.js'], languageOptions: { globals: { process: 'readonly', Buffer: 'readonly', URL: 'readonly', console: 'readonly', setTimeout: 'readonly', structuredClone: 'readonly' } } },
);
