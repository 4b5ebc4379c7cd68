import { defineConfig } from 'eslint/config';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** The folders of src that a folder may import. Everything else in src is out of its reach. */
const everyone = ['domain', 'text', 'messages'];
const mayImport = {
  domain: ['messages'],
  text: [],
  messages: [],
  corpus: everyone,
  chunking: everyone,
  embedding: everyone,
  state: everyone,
  indexing: [...everyone, 'state'],
  engines: [...everyone, 'indexing'],
  retrieval: [...everyone, 'embedding', 'engines', 'indexing'],
  reading: everyone,
  'language-model': everyone,
  answering: [...everyone, 'reading', 'retrieval', 'indexing', 'language-model'],
  pages: [...everyone],
  server: [...everyone, 'pages', 'answering', 'retrieval', 'state'],
  evaluation: [...everyone, 'retrieval', 'answering'],
  widget: ['domain', 'messages'],
};
const folders = [...Object.keys(mayImport), 'cli'];

const zones = Object.entries(mayImport).map(([folder, allowed]) => ({
  target: `./src/${folder}`,
  from: [
    ...folders
      .filter((other) => other !== folder && !allowed.includes(other))
      .map((other) => `./src/${other}`),
    './src/wiring.ts',
    './src/config.ts',
    './src/build-index.ts',
    './src/index.ts',
    // Only the doors know the way through the house.
    ...(['server', 'evaluation', 'pages'].includes(folder) ? [] : ['./src/ask.ts']),
  ],
  message: `src/${folder} may import only: ${allowed.join(', ') || 'nothing else in src'}.`,
}));

export default defineConfig(
  { ignores: ['dist', 'tmp', 'bench/node_modules', 'bench/results', 'coverage', 'tests/fixtures'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        importX.createNodeResolver({ extensions: ['.ts', '.js'], extensionAlias: { '.js': ['.ts', '.js'] } }),
      ],
      'import-x/extensions': ['.ts', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-self-import': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'import-x/order': ['error', { alphabetize: { order: 'asc' }, 'newlines-between': 'never' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config.ts reads the environment.' },
      ],
    },
  },
  {
    // Readers load what the widget imports: of domain its types, of the messages its own words.
    files: ['src/widget/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/(domain/|messages/(?!widget-|locale\\.js))',
              message: 'The widget imports types only, but for its own words.',
              allowTypeImports: true,
            },
          ],
        },
      ],
    },
  },
  {
    files: ['bench/**', 'tests/**', 'examples/**'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
);
