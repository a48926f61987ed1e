import { fail } from '../../../shared/failure';
import type { KitForm, KitPaper } from '../../../shared/kit';
import type { KitContent } from './kit-content';
import { kitHtml } from './kit-html';
import { kitText } from './kit-text';

/** Prints a page without scripts as a PDF; only the window can. */
export type PrintPdf = (html: string, paper: KitPaper) => Promise<Uint8Array>;

/** The kit in a form. Throws `kit.form` for a PDF where nothing can print one. */
export async function makeKit(
  content: KitContent,
  form: KitForm,
  paper: KitPaper,
  printPdf: PrintPdf | undefined,
): Promise<string | Uint8Array> {
  switch (form) {
    case 'text':
      return kitText(content);
    case 'html':
      return kitHtml(content, paper);
    case 'pdf':
      if (!printPdf) return fail('kit.form', { seen: 'PDF files are made in the window only' });
      return printPdf(kitHtml(content, paper), paper);
  }
}
