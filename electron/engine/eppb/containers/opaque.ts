import type { Container } from './container';

/** Whatever nothing else is. */
export const opaque: Container = { id: 'opaque', verdict: 'not-known', recognise: () => 'guess' };
