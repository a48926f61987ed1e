import { switchFault } from '../faults';
import { lasting, logged, type MachineState } from '../machine';
import { button, facts, field, leadingTo, tokenField } from './frame';
import { type Html, html } from './html';
import { type Page, tell, type Visit } from './page';

const title = 'Server Maintenance';

type Entered = Readonly<Record<'address' | 'prefix' | 'gateway' | 'first' | 'second', string>>;

/** What the network form begins with. */
function presentOf({ network, faults }: MachineState): Entered {
  const [first = '', second = ''] = faults['web-both-dns'] ? [] : network.dns;
  const { address, prefix, gateway } = network;
  return { address, prefix: String(prefix), gateway, first, second };
}

/** Time zone, network, power and the SSH server. */
export const maintenancePage: Page = (visit) => ({
  title,
  body: bodyOf(visit, presentOf(visit.machine.state())),
});

function bodyOf({ machine, session }: Visit, entered: Entered, note?: string): Html {
  const { faults } = machine.state();
  const off = faults['no-ssh'] !== undefined;
  const input = (name: keyof Entered): Html =>
    html`<input name="${name}" maxlength="60" value="${entered[name]}">`;
  return html`${note !== undefined && html`<p class="note" role="alert">${note}</p>`}
<section><h2>Time Zone</h2>${facts([['Time Zone', 'UTC']])}</section>
<form method="post" action="/appliance/network" autocomplete="off">
${tokenField(session)}
<section><h2>IP Configuration</h2>
${field('IP Address', input('address'))}
${field('Network Prefix', input('prefix'))}
${field('Default Gateway', input('gateway'))}
</section>
<section><h2>DNS Configuration</h2>
${field('Primary DNS', input('first'))}
${field('Secondary DNS', input('second'))}
<button>Save</button>
</section>
</form>
<section><h2>SSH Server</h2>
${facts([['State', off ? 'Disabled' : 'Enabled']])}
<p>${button(session, '/appliance/ssh', off ? 'Enable SSH Server' : 'Disable SSH Server', { to: off ? 'on' : 'off' })}</p>
</section>
<section><h2>Appliance Operations</h2>
<p>${leadingTo('/appliance/reboot', 'Reboot')}${leadingTo('/appliance/shutdown', 'Shutdown')}</p>
</section>`;
}

/** Changes the network settings; the connection that asked for it is gone a moment later. */
export const networkSaved: Page = async (visit) => {
  const { machine, form } = visit;
  const given = (name: keyof Entered): string => (form.get(name) ?? '').trim();
  const entered: Entered = {
    ...{ address: given('address'), prefix: given('prefix'), gateway: given('gateway') },
    ...{ first: given('first'), second: given('second') },
  };
  const dns = [entered.first, entered.second].filter((server) => server !== '');
  const refused = (note: string) =>
    ({ status: 400, title, body: bodyOf(visit, entered, note) }) as const;
  if (machine.state().faults['web-both-dns'] && dns.length < 2)
    return refused('The network settings were not saved.');
  if (dns.length === 0) return refused('Enter the address of a DNS server.');
  const words = ['--prefix', entered.prefix, '--gateway', entered.gateway, '--dns', dns.join(',')];
  const told = await tell(machine, ['network', 'set-address', entered.address, ...words]);
  if ('refused' in told) return refused(told.refused);
  return {
    title,
    body: html`<p class="note" role="status">The network settings were saved.</p>
<p>In a moment this server answers at ${entered.address}, and this page no longer where it was. Log in there again.</p>`,
  };
};

/** Switches the SSH server. */
export const sshSwitched: Page = ({ machine, session, form }) => {
  const off = form.get('to') === 'off';
  const state = machine.state();
  const faults = switchFault(state.faults, 'no-ssh', off);
  const words = off ? 'SSH Server disabled' : 'SSH Server enabled';
  machine.change(logged({ ...state, faults }, Date.now(), 'info', words), 'web ssh');
  session.note = `${words}.`;
  return { to: '/appliance/maintenance' };
};

const operations = {
  reboot: {
    words: 'Reboot',
    yes: 'Yes, reboot',
    does: 'This server restarts and is away for a while.',
  },
  shutdown: {
    words: 'Shutdown',
    yes: 'Yes, shut down',
    does: 'This server goes off. It cannot be switched on from here.',
  },
} as const;

/** Asks once more before the server restarts or goes off. */
export const confirmPage =
  (operation: keyof typeof operations): Page =>
  ({ session }) => {
    const { words, yes, does } = operations[operation];
    return {
      title: `${words}?`,
      body: html`<p>${does}</p>
<p>${button(session, `/appliance/${operation}`, yes)}${leadingTo('/appliance/maintenance', 'Cancel')}</p>`,
    };
  };

/** Restarts the server a moment later. */
export const rebooted: Page = ({ machine }) => {
  const state = machine.state();
  const restartsAt = Date.now() + lasting(state, 'powerOff');
  machine.change({ ...state, restartsAt }, 'web reboot');
  return { title: 'Reboot', body: html`<p>The server restarts.</p>` };
};

/** Switches the server off a moment later. */
export const shutDown: Page = async ({ machine }) => {
  const told = await tell(machine, ['power', 'off']);
  return {
    title: 'Shutdown',
    body: html`<p>${'refused' in told ? told.refused : 'The server goes off.'}</p>`,
  };
};
