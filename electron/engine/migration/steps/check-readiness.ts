import { fail } from '../../../../shared/failure';
import { catalogue } from '../../preflight/catalogue';
import type { Step } from '../step';

/** Runs every check of the catalogue; an error among the findings blocks. Changes nothing on either server. */
export const checkReadiness: Step<'source' | 'target' | 'verdict', 'findings'> = {
  id: 'check-readiness',
  needs: ['source', 'target', 'verdict'],
  run: async (given, tools) => {
    const source = await tools.appliance('source');
    const target = await tools.appliance('target');
    const subject = {
      source,
      target,
      identities: given,
      folder: tools.folder,
      migrationId: tools.id,
    };
    const findings = await Promise.all(catalogue.map((check) => check(subject)));
    tools.found(findings);
    const errors = findings.filter((finding) => finding.level === 'error');
    if (errors.length > 0) {
      fail('preflight.blocked', {
        errors: errors.length,
        ids: errors.map((error) => error.id).join(', '),
      });
    }
    return { findings };
  },
};
