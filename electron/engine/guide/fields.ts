import { countedEntities } from '../../../shared/appliance';
import type { HandField, HandOperation } from '../../../shared/hand-work';
import {
  handChoiceWords as choiceWords,
  handFieldHints as hints,
  handFieldWords as labels,
} from '../../../shared/words/hand-fields';

/** Lists that every console has with their entries; that the others can be counted is our assumption. */
const surelyListed: ReadonlySet<string> = new Set(['computers', 'users', 'groups', 'devices']);

const choice = (
  name: string,
  label: string,
  words: Readonly<Record<string, string>>,
): HandField => ({
  ...{ name, label, form: 'choice' },
  choices: Object.entries(words).map(([value, said]) => ({ value, words: said })),
});
const confirm = (name: string, label: string): HandField => ({ name, label, form: 'confirm' });

const text = (name: string, label: string, hint?: string): HandField => ({
  ...{ name, label, form: 'text' },
  ...(hint !== undefined && { hint }),
});
const number = (name: string, label: string, hint?: string): HandField => ({
  ...text(name, label, hint),
  form: 'number',
});
const optional = (field: HandField): HandField => ({ ...field, optional: true });

/** By operation; empty where nothing of it can be read in a console of any family. */
const fields: Readonly<Record<HandOperation, readonly HandField[]>> = {
  identity: [
    text('version', labels.version, hints.version),
    optional(text('hostname', labels.hostname)),
    text('address', labels.address),
    text('prefix', labels.prefix, hints.prefix),
    text('gateway', labels.gateway),
    text('dns1', labels.dns1),
    optional(text('dns2', labels.dns2)),
  ],
  disk: [
    number('totalGb', labels.totalGb, hints.gigabytes),
    number('freeGb', labels.freeGb, hints.gigabytes),
  ],
  counts: countedEntities.map((entity) =>
    surelyListed.has(entity)
      ? number(entity, labels[entity], hints.listTotal)
      : optional(number(entity, labels[entity], hints.optionalCount)),
  ),
  services: [],
  licence: [
    choice('valid', labels.licenceValid, choiceWords.licenceValid),
    choice('kind', labels.licenceKind, choiceWords.licenceKind),
    number('computers', labels.licenceComputers),
    text('until', labels.licenceUntil, hints.licenceUntil),
  ],
  clients: [
    choice('enabled', labels.clientsEnabled, choiceWords.clientsEnabled),
    number('seenLastDay', labels.seenLastDay, hints.seenLastDay),
  ],
  setClients: [confirm('done', labels.clientsOff)],
  prepareBackup: [{ name: 'key', label: labels.key, form: 'secret', hint: hints.key }],
  startBackup: [confirm('pressed', labels.keyButton)],
  backups: [choice('listed', labels.listed, choiceWords.listed)],
  backup: [
    choice('state', labels.backupState, choiceWords.backupState),
    {
      ...{ name: 'file', label: labels.backupFile, form: 'file', optional: true },
      hint: hints.backupFile,
    },
    optional(text('reason', labels.failedReason)),
  ],
  deleteBackup: [confirm('deleted', labels.deleted)],
  importBackup: [confirm('pressed', labels.imported)],
  restoreJob: [
    choice('state', labels.restoreState, choiceWords.restoreState),
    optional(text('reason', labels.failedReason)),
  ],
  setAddress: [confirm('applied', labels.addressSet)],
  powerOff: [confirm('off', labels.off)],
};

/**
 * What a person enters after an operation, in the order in which it is asked; empty where no console shows anything of it. `known`
 * fills in what is known already by the names of the fields, never a secret; for `setClients` its `enabled` says which way
 * (`yes`, `true` or `on`). Consoles of all families show the same things.
 */
export function fieldsFor(
  operation: HandOperation,
  known: Readonly<Record<string, string>> = {},
): readonly HandField[] {
  const on = operation === 'setClients' && /^(?:true|yes|on)$/.test(known['enabled'] ?? '');
  return fields[operation].map((field) => {
    const label = on ? labels.clientsOn : field.label;
    const value = Object.hasOwn(known, field.name) ? known[field.name] : undefined;
    const mayBeKnown = value !== undefined && ['text', 'number', 'choice'].includes(field.form);
    return { ...field, label, ...(mayBeKnown && { known: value }) };
  });
}
