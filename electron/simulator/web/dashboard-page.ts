import { type Counts, countedEntities } from '../../../shared/appliance';
import { facts } from './frame';
import { html } from './html';
import { type Page, reading, tell } from './page';

const names: Readonly<Record<keyof Counts, string>> = {
  computers: 'Computers',
  users: 'Users',
  groups: 'Groups',
  devices: 'Devices',
  policies: 'Policies',
  rights: 'Rights',
  admins: 'Administrators',
};

/** How many of everything there are, and the state of the licence. */
export const dashboardPage: Page = async ({ machine }) => {
  const counts = await reading(machine, ['counts']);
  const licence = await reading(machine, ['licence']);
  const services = await tell(machine, ['services']);
  const told = (name: keyof Counts): string => String(counts[name] ?? 'not available');
  return {
    title: 'Dashboard',
    body: html`<section><h2>Totals</h2>
${facts(countedEntities.map((name) => [names[name], told(name)]))}</section>
<section><h2>Licence</h2>
${facts([
  ['Kind', String(licence['kind'] ?? 'not available')],
  ['Valid', licence['valid'] === true ? 'yes' : 'no'],
  ['Computers', String(licence['computers'] ?? 'not available')],
  ['Until', String(licence['until'] ?? 'not available')],
])}</section>
<section><h2>System Status</h2>
${facts(
  ('lines' in services ? services.lines : []).map(({ name, running }) => [
    String(name),
    running === true ? 'running' : 'stopped',
  ]),
)}</section>`,
  };
};
