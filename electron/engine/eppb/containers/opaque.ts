import type { Container } from './container';

/** Whatever nothing else is. */
export const opaque: Container = { id: 'opaque', recognise: () => 'guess' };
