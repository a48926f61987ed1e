import { expect, test } from 'vitest';
import { catalogue } from '../../../electron/engine/preflight/catalogue';
import { findingIds, findingKey } from '../../../shared/finding';
import { findingHosts } from '../../../shared/finding-hosts';

test('what a plan may say something about is what the checks are about', () => {
  const pairs = findingIds.flatMap((id) => findingHosts[id].map((on) => findingKey({ id, on })));
  expect(pairs.toSorted()).toEqual(catalogue.map(findingKey).toSorted());
});
