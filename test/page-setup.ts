// Before each test of a page: matchers that speak of elements, and a document that is empty again afterwards.

import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// On a busy computer a page takes longer than the usual second to show what it was told.
configure({ asyncUtilTimeout: 5000 });

// React asks for this where the test runner's functions are imported instead of global.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
afterEach(cleanup);
