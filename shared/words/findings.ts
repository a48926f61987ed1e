// Long because: one entry for each check, in the order of shared/finding.ts.
import type { Finding, FindingId } from '../finding';

/** What people read about a check. */
export type FindingWords = {
  /** A question that the level answers. */
  readonly title: string;
  /** Why it matters. */
  readonly cause: string;
  /** What to do where it is not fine. */
  readonly fix: string;
  /** What a person is asked to say where nothing could be measured: a statement that holds or does not. */
  readonly ask: string;
};

const words: Record<FindingId, FindingWords> = {
  'EPP-101': {
    title: 'Does the rule set know the version of the old server?',
    cause: 'Nobody can say whether a version that no rule names may be migrated.',
    fix: 'Update the old server step by step to a version that is named, or replace the rule set by a newer one.',
    ask: 'The vendor’s documentation names this version as one to migrate from.',
  },
  'EPP-102': {
    title: 'Do the versions of both servers go together?',
    cause: 'A restore checks format and version of the backup and refuses what does not fit.',
    fix: 'Update one of the servers so that the pair is accepted, or ask the vendor’s support about this pair before you go on.',
    ask: 'The vendor’s support has said that these two versions go together.',
  },
  'EPP-103': {
    title: 'Was the last patch applied more than 24 hours ago?',
    cause:
      'After a patch a nightly job works on the database; a backup in between may hold a damaged one.',
    fix: 'Wait until 24 hours after the patch, and until the job of 21:00 has run.',
    ask: 'No patch was applied to the old server in the last 24 hours (Dashboard > Live Update > View all applied updates).',
  },
  'EPP-104': {
    title: 'Is the nightly job far enough away?',
    cause:
      'At 21:00 by the server’s own clock a job works on the database; backup and restore should not run at that time.',
    fix: 'Begin so that backup and restore are over before 20:00, or begin after 23:00, by the server’s clock.',
    ask: 'Backup and restore will not run between 20:00 and 23:00 by the old server’s own clock (Server Maintenance > Time Zone).',
  },
  'EPP-105': {
    title: 'Are both servers free of other backups and restores?',
    cause: 'Two jobs on one database disturb each other.',
    fix: 'Wait until it is finished, then look again. A backup left waiting for its key can be deleted on the server.',
    ask: 'No backup, restore or update runs on either server (System Maintenance > System Backup v2, Status).',
  },
  'EPP-106': {
    title: 'Do all services run?',
    cause: 'A server that is not healthy makes a backup that is not whole.',
    fix: 'Start the service that is down, or restart the server, and find out why it stopped.',
    ask: 'All services of this server run, and its web page works.',
  },
  'EPP-110': {
    title: 'Does the old server have room for the backup?',
    cause: 'A backup that runs out of room fails at its end, and may take the database with it.',
    fix: 'Delete old backups or extend the disk of the old server. The vendor advises 30 % free.',
    ask: 'The old server has at least 30 % of its disk free (Dashboard > System Status).',
  },
  'EPP-111': {
    title: 'Does the new server have room for the backup and its restore?',
    cause: 'The file and what is unpacked from it lie on the disk at the same time.',
    fix: 'Delete old backups or extend the disk of the new server; at least 2 GB have to stay free.',
    ask: 'The new server has room for the backup file twice and 2 GB more (Dashboard > System Status).',
  },
  'EPP-112': {
    title: 'Does this computer have room for the backup file?',
    cause:
      'A copy of the file is kept here where there is room. Without one it goes straight from server to server, which needs SFTP on both.',
    fix: 'Make room on the drive that holds the migrations, or go without a copy.',
    ask: 'The drive that holds the migrations has room for the backup file.',
  },
  'EPP-113': {
    title: 'Is the database small enough to migrate without support?',
    cause: 'The vendor asks to be called in for databases of more than 50 GB.',
    fix: 'Make logs smaller with Audit Log Backup first, or plan the migration together with the vendor’s support.',
    ask: 'The database of the old server is smaller than 50 GB.',
  },
  'EPP-114': {
    title: 'Would the web page take the backup file?',
    cause:
      'The web page of the server takes files up to 200 MB. This migration brings the file over SFTP and imports it by command.',
    fix: 'Nothing to do unless the import has to be done in the web page: then make the database smaller with Audit Log Backup, or ask the vendor’s support for the larger limit.',
    ask: 'The backup file will be smaller than 200 MB, or will not be imported through the web page.',
  },
  'EPP-115': {
    title: 'Does the folder of the migrations stay on this computer?',
    cause: 'A folder that is synchronised sends the backup file to somebody else’s computers.',
    fix: 'Set EPP_MIGRATE_HOME to a folder that nothing synchronises.',
    ask: 'No program synchronises the folder of the migrations.',
  },
  'EPP-116': {
    title: 'Can the server make more files?',
    cause: 'A file system without free inodes is full, however many bytes are free.',
    fix: 'Delete old logs and backups, many small files above all.',
    ask: 'The server has free inodes (df -i).',
  },
  'EPP-120': {
    title: 'Is the licence of the old server valid?',
    cause: 'Without a valid licence nothing can be said of what the new server will accept.',
    fix: 'Renew the licence (Appliance > System Licensing), or ask the vendor.',
    ask: 'The licence of the old server is valid.',
  },
  'EPP-121': {
    title: 'Is the new server big enough?',
    cause: 'A server that is too small answers with errors when all clients come back at once.',
    fix: 'Give the virtual machine at least 2 cores, 4 GB of memory and a disk of 320 GB; more for more than 300 computers.',
    ask: 'The new virtual machine has at least 2 cores, 4 GB of memory and a disk of 320 GB.',
  },
  'EPP-122': {
    title: 'Is the new server fresh?',
    cause: 'What is on the new server will be replaced; its earlier backups are lost.',
    fix: 'Download what anybody still needs from it first, or deploy a fresh one.',
    ask: 'Nobody needs anything that is on the new server.',
  },
  'EPP-123': {
    title: 'Are clients kept away from the new server?',
    cause:
      'A client that reports to the new server before the restore leaves rows that the restore does not know.',
    fix: 'Switch client communication off on the new server, or block port 443 to it until the restore is verified.',
    ask: 'No client can reach the new server.',
  },
  'EPP-124': {
    title: 'Does the new server have a licence to begin with?',
    cause: 'Without the free trial a fresh server takes neither patches nor an import.',
    fix: 'Activate the Free Trial on the new server (Appliance > System Licensing).',
    ask: 'The Free Trial or a licence is active on the new server.',
  },
  'EPP-125': {
    title: 'Is a licence file for the new server at hand?',
    cause: 'A licence is bound to the Server ID, and the new server has one of its own.',
    fix: 'Ask the vendor for a licence file for the Server ID of the new server (Appliance > System Licensing).',
    ask: 'A licence file for the new server is at hand.',
  },
  'EPP-130': {
    title: 'Is the clock right?',
    cause: 'Certificates and the times in logs depend on it.',
    fix: 'Set time zone and time server (Appliance > Server Maintenance > Time Zone).',
    ask: 'The clock of this server is right to the minute.',
  },
  'EPP-131': {
    title: 'Are old and new two different machines?',
    cause: 'A migration of a machine onto itself destroys it.',
    fix: 'Both addresses lead to the same machine, or the new one is a clone of the old. Deploy a new server from the image.',
    ask: 'Old and new are two different virtual machines.',
  },
  'EPP-132': {
    title: 'Does the new server get the address of the old one?',
    cause:
      'Clients, their certificates and drives with Enforced Encryption trust the address. With another one, encrypted drives lock.',
    fix: 'Give the new server the address of the old one at the cutover, as this program does.',
    ask: 'The new server gets the address and the name of the old one.',
  },
  'EPP-133': {
    title: 'Are two name servers known?',
    cause:
      'The network page of releases 2509 and early 2510 saves only with both DNS fields filled in.',
    fix: 'Enter a second name server on the old server, or keep one at hand for the new one.',
    ask: 'Two name servers are at hand for the new server.',
  },
  'EPP-134': {
    title: 'Does one machine alone have the old address?',
    cause:
      'Two machines with one address take turns in answering; nothing that is measured then can be trusted.',
    fix: 'Find the second machine and switch it off. A started clone with the same host key does not show here: look for it in the hypervisor.',
    ask: 'No other machine has the address of the old server.',
  },
  'EPP-140': {
    title: 'Is there a snapshot to go back to?',
    cause: 'The only way back after a failed step is a snapshot of the virtual machine.',
    fix: 'Take a snapshot in the hypervisor and wait until it is completed.',
    ask: 'A snapshot of this virtual machine is completed.',
  },
  'EPP-141': {
    title: 'Are logs, audits and earlier backups saved or given up?',
    cause: 'A System Backup v2 holds none of them; the new server keeps none of its own either.',
    fix: 'Download what anybody needs: Audit Log Backup, File Shadowing copies, System Backups. “epp-migrate archive HOST --to FOLDER” saves and compares them.',
    ask: 'Logs, audits, File Shadowing copies and earlier backups are downloaded, or nobody needs them.',
  },
  'EPP-142': {
    title: 'Is it written down how the old server is connected to others?',
    cause:
      'The secrets of e-mail, directory, single sign-on, SIEM and storage are not restored reliably.',
    fix: 'Fill in the worksheet “Integrations and settings”: where each points and where its secret is kept, or that it is not used; in the terminal with “epp-migrate worksheet”.',
    ask: 'Host, port, account and place of the secret are written down for every integration.',
  },
  'EPP-143': {
    title: 'Can the clients talk to the new server?',
    cause:
      'Clients up to 5.9.4.1 need the bridge client (5.9.4.3 Hotfix 1) before they take newer ones; a fresh server has no client packages.',
    fix: 'Upload the client packages to the new server, and update old clients by way of the bridge client.',
    ask: 'The client packages that are needed are at hand.',
  },
  'EPP-144': {
    title: 'Is it known what will not be migrated?',
    cause:
      'Logs, audits, File Shadowing copies, earlier backups, the IP address and secrets of integrations are no part of a System Backup v2.',
    fix: 'Read the list, and save what is needed before you go on.',
    ask: 'I know that logs, audits, shadow copies, earlier backups and secrets of integrations are not migrated.',
  },
  'EPP-150': {
    title: 'Are the host keys of both servers settled?',
    cause: 'A key that nobody has compared may be that of somebody in between.',
    fix: 'Compare the fingerprint on the server’s own console.',
    ask: 'The host keys of both servers were compared.',
  },
  'EPP-151': {
    title: 'Will this computer stay awake?',
    cause: 'A computer that falls asleep ends the connections in the middle of the work.',
    fix: 'Switch sleep off for the time of the migration and connect the power supply. The window keeps the computer awake by itself, the terminal does not.',
    ask: 'This computer will not fall asleep during the migration.',
  },
};

/** The words of a finding's check. */
export const describeFinding = (finding: Pick<Finding, 'id'>): FindingWords => words[finding.id];
