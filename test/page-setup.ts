// Before each test of a page: matchers that speak of elements, and a document that is empty again afterwards.

import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// React asks for this where the test runner's functions are imported instead of global.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
afterEach(cleanup);
