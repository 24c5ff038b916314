import js from '@eslint/js';
import globals from 'globals';

const strict = {
  'no-restricted-properties': ['error',
    ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'write', 'writeln'].map((property) => ({ property, message: 'Text of a report is never read as markup: use dom.js.' }))],
  'no-var': 'error',
  'prefer-const': 'error',
  eqeqeq: 'error',
  'no-shadow': 'error',
  'max-lines': ['error', 250],
  complexity: ['error', 14],
};

export default [
  { ignores: ['**/node_modules/**'] },
  { files: ['.ci/browser/*.mjs'], ...js.configs.recommended, languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    files: ['cmd/wattbit/report/assets/js/*.js'],
    languageOptions: { globals: globals.browser },
    rules: { ...js.configs.recommended.rules, ...strict },
  },
];
