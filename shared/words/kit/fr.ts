import { type KitWords, restorePath } from './kit-words';

/** The recovery kit in French; `{version}`, `{file}` and `{server}` are put in. */
export const frenchKit: KitWords = {
  title: 'Fiche de secours pour un System Backup',
  practice: 'Cette fiche concerne des serveurs d’exercice. Rien de réel n’en dépend.',
  why: 'Le serveur affiche la System Backup Key une seule fois et ne la conserve pas. Sans cette clé, la sauvegarde ne vaut rien.',
  keepApart:
    'Conservez cette fiche à l’écart de la sauvegarde : imprimée dans un coffre, ou dans un gestionnaire de mots de passe. Qui a les deux peut restaurer la sauvegarde.',
  labels: {
    server: 'Serveur',
    address: 'Adresse',
    product: 'Produit',
    backup: 'Sauvegarde',
    file: 'Fichier',
    size: 'Taille',
    sha256: 'SHA-256',
    written: 'Écrite le',
    migration: 'Migration',
  },
  bytes: 'octets',
  byHand: 'Pas encore connue. À noter dès que la sauvegarde est là :',
  groups: { group: 'Groupe', characters: 'Caractères', check: 'Contrôle' },
  typing:
    'Tapez les caractères de tous les groupes, l’un après l’autre, sans les caractères de contrôle.',
  checks:
    'Le caractère de contrôle d’un groupe est calculé à partir de ses caractères et de son numéro : s’il ne correspond pas, il y a une erreur dans le groupe.',
  lookAlikes: {
    zero: 'zéro',
    'letter-o': 'lettre O',
    'small-o': 'petit o',
    one: 'un',
    'letter-i': 'lettre I',
    'letter-l': 'petit L',
  },
  marked: 'Les caractères qui ressemblent à d’autres sont soulignés et nommés.',
  space: '␣ est un espace. Tapez un espace à sa place.',
  numbered: 'U+ suivi de chiffres désigne un caractère par son numéro dans Unicode.',
  code: 'Le code contient la clé et rien d’autre.',
  noCode:
    'Il n’y a pas de code à scanner : la clé est trop longue pour un code lisible par un appareil photo.',
  codeElsewhere: 'Les fiches en HTML et en PDF ont aussi un code à scanner.',
  restore: {
    title: 'Restaurer à la main',
    steps: [
      'Installez un nouveau serveur de version {version}, ou d’une version que l’éditeur donne comme compatible.',
      `Dans sa console web, ouvrez : ${restorePath}.`,
      'Cliquez sur « Choose File », choisissez {file}, saisissez la clé et cliquez sur « Import ».',
      'Attendez. La page peut se figer plusieurs minutes et vous déconnecter.',
      'Connectez-vous ensuite avec les comptes de l’ancien serveur ({server}).',
    ],
  },
  hand: {
    title: 'À remplir à la main',
    where: 'Conservée où',
    who: 'Conservée par qui',
    again: 'La clé encore une fois',
    signed: 'Date et signature',
  },
  forProgram: 'Pour le programme, qui lit la clé dans ce fichier :',
};
